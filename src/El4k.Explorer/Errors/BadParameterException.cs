namespace El4k.Explorer.Errors;

/// <summary>A parameter cannot be understood; answered with status 400.</summary>
internal sealed class BadParameterException(ExplorerError error) : Exception(error.Message)
{
    public ExplorerError Error { get; } = error;
}
