using System.Buffers;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>Finds where a JSON object or array ends in text that arrives in pieces.</summary>
/// <remarks>
/// It balances brackets and skips strings, and checks nothing else: what lies between the brackets is judged by whoever parses it.
/// The state carries over, so each byte is looked at once however small the pieces are.
/// </remarks>
internal struct JsonDocumentScanner
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> StringEnd = SearchValues.Create("\"\\"u8);

    private int _position;
    private int _depth;
    private bool _inString;

    /// <summary>Looks for the end of the document that begins at the first byte.</summary>
    /// <param name="text">The document so far: the same bytes as in the last call, and what came after them.</param>
    /// <returns>The index just after the closing bracket, or -1 when it is not there yet.</returns>
    public int FindEnd(ReadOnlySpan<byte> text)
    {
        while (_position < text.Length)
        {
            var rest = text[_position..];
            var next = rest.IndexOfAny(_inString ? StringEnd : Structure);
            if (next < 0)
            {
                _position = text.Length;
                return -1;
            }

            if (rest[next] == '\\')
            {
                if (next + 1 == rest.Length)
                {
                    // The escaped character has not arrived: look at the backslash again together with it.
                    _position += next;
                    return -1;
                }

                _position += next + 2;
                continue;
            }

            _position += next + 1;
            if (rest[next] == '"')
            {
                _inString = !_inString;
            }
            else if (rest[next] is (byte)'{' or (byte)'[')
            {
                _depth++;
            }
            else if (--_depth <= 0)
            {
                var end = _position;
                this = default;
                return end;
            }
        }

        return -1;
    }

    /// <summary>Forgets the document in progress.</summary>
    public void Reset() => this = default;
}
