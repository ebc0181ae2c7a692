namespace El4k.Rest.Endpoints.Bulk;

/// <summary>Hands out the lines of a body one after the other, without their newline.</summary>
internal struct LineReader(ReadOnlyMemory<byte> body)
{
    private ReadOnlyMemory<byte> _rest = body;

    /// <summary>Number of the line last read, from 1.</summary>
    public int Number { get; private set; }

    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        if (_rest.IsEmpty)
        {
            line = default;
            return false;
        }

        var end = _rest.Span.IndexOf((byte)'\n');
        line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        Number++;
        return true;
    }
}
