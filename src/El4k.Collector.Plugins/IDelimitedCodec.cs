namespace El4k.Collector.Plugins;

/// <summary>A codec that cuts a stream at a delimiter, which an input with an option of its own for it may set.</summary>
internal interface IDelimitedCodec
{
    /// <summary>A codec with the same options but this delimiter, and nothing held.</summary>
    ICodec WithDelimiter(string delimiter);
}
