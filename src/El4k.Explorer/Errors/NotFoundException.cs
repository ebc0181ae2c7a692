namespace El4k.Explorer.Errors;

/// <summary>What was asked for by name is not there; answered with status 404.</summary>
internal sealed class NotFoundException(string message) : Exception(message);
