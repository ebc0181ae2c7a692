namespace El4k.Client.Wire;

/// <summary>What a log record says beyond its message. Implemented by structs, so that nothing is boxed.</summary>
/// <remarks>May be asked more than once for the same record: a record that grows too large is written again, shorter.</remarks>
internal interface ILogContent
{
    /// <summary>Writes the properties of <c>context</c>.</summary>
    void WriteContext(ContextWriter writer);

    /// <summary>Writes the properties of <c>extra</c>.</summary>
    void WriteExtra(ContextWriter writer);
}
