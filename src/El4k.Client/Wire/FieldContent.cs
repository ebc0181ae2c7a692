namespace El4k.Client.Wire;

/// <summary>A log's content given as fields.</summary>
internal readonly ref struct FieldContent(ReadOnlySpan<El4kField> fields) : ILogContent
{
    private readonly ReadOnlySpan<El4kField> _fields = fields;

    public void WriteContext(ContextWriter writer)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (!FieldWriter.IsRepeatedIn(_fields[(i + 1)..], _fields[i].Name))
            {
                writer.Property(_fields[i]);
            }
        }
    }

    public void WriteExtra(ContextWriter writer)
    {
    }
}
