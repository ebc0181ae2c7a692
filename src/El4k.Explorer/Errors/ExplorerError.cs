namespace El4k.Explorer.Errors;

/// <summary>What is wrong with something a person typed, and where.</summary>
/// <param name="Message">One or two sentences for people.</param>
/// <param name="Parameter">The parameter it stands in, such as <c>q</c> or <c>f[1]</c>.</param>
/// <param name="Position">Where in the parameter's text, in UTF-16 units from 0.</param>
/// <param name="Length">How much of it is wrong; at least 1 when <paramref name="Position"/> is given.</param>
/// <param name="Suggestion">The whole text as it could be meant.</param>
public sealed record ExplorerError(string Message, string? Parameter = null, int? Position = null, int? Length = null, string? Suggestion = null);
