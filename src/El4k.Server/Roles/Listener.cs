namespace El4k.Server.Roles;

/// <summary>One line of the banner.</summary>
/// <param name="What">For example <c>logs</c>.</param>
/// <param name="Where">For example <c>tcp 127.0.0.1:9601</c>.</param>
/// <param name="Note">What to do with it.</param>
internal sealed record Listener(string What, string Where, string Note = "");
