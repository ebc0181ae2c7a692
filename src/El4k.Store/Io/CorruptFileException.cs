namespace El4k.Store.Io;

/// <summary>A file's bytes do not match their checksum or their format.</summary>
/// <remarks>
/// The damage is confined to what the exception names: a caller that reads several segments answers from the others and reports this one.
/// </remarks>
internal sealed class CorruptFileException : IOException
{
    /// <summary>Names the file, the part of it, and what is wrong.</summary>
    public CorruptFileException(string path, string part, string problem)
        : base($"{path}: {part}: {problem}")
    {
        Path = path;
        Part = part;
    }

    /// <summary>The damaged file.</summary>
    public string Path { get; }

    /// <summary>The damaged section or block, in words.</summary>
    public string Part { get; }
}
