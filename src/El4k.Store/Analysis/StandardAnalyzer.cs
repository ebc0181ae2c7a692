using System.Text;

namespace El4k.Store.Analysis;

/// <summary>Cuts text into words in lower case, much as Elasticsearch's <c>standard</c> analyzer does.</summary>
/// <remarks>
/// A word is a run of letters, digits, marks and underscores. A full stop or apostrophe between two letters, or between two digits,
/// belongs to the word (<c>10.0.0.1</c>, <c>example.com</c>, <c>don't</c>). Ideographs and kana are a word each. Words longer than
/// <see cref="MaxTokenBytes"/> are cut. Text and queries go through the same code, so what was indexed is what is looked up.
/// A value type that walks over one text: call <see cref="MoveNext"/> until it returns false.
/// </remarks>
internal ref struct StandardAnalyzer
{
    /// <summary>Longest token in UTF-8 bytes; longer words are cut, as in Elasticsearch (255).</summary>
    public const int MaxTokenBytes = 255;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _token;
    private int _next;
    private int _length;

    /// <param name="text">The text, UTF-8.</param>
    /// <param name="buffer">Where tokens are put in lower case; at least <see cref="MaxTokenBytes"/> long.</param>
    public StandardAnalyzer(ReadOnlySpan<byte> text, Span<byte> buffer)
    {
        _text = text;
        _token = buffer[..MaxTokenBytes];
        Position = -1;
    }

    /// <summary>The token in lower case; valid until the next move.</summary>
    public readonly ReadOnlySpan<byte> Current => _token[.._length];

    /// <summary>Number of the token within the text, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>Where the token starts in the text, in bytes.</summary>
    public int Start { get; private set; }

    /// <summary>Where the token ends in the text, in bytes.</summary>
    public readonly int End => _next;

    /// <summary>Goes to the next token.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool MoveNext()
    {
        _length = 0;
        var previous = TokenClass.Separator;
        while (_next < _text.Length)
        {
            var kind = Peek(_next, out var consumed, out var rune);
            if (kind == TokenClass.Separator)
            {
                if (_length > 0)
                {
                    break;
                }
            }
            else if (kind == TokenClass.Joiner)
            {
                if (_length > 0 && !Joins(previous, _next + consumed))
                {
                    break;
                }

                if (_length > 0)
                {
                    Append(rune, consumed);
                }
            }
            else if (kind == TokenClass.Ideograph)
            {
                if (_length == 0)
                {
                    Start = _next;
                    Append(rune, consumed);
                    _next += consumed;
                }

                break;
            }
            else
            {
                if (_length == 0)
                {
                    Start = _next;
                }

                if (!Append(rune, consumed))
                {
                    break;
                }

                previous = kind == TokenClass.Extender ? previous : kind;
            }

            _next += consumed;
        }

        if (_length == 0)
        {
            return false;
        }

        Position++;
        return true;
    }

    private readonly TokenClass Peek(int at, out int consumed, out Rune rune)
    {
        var first = _text[at];
        if (first < 0x80)
        {
            consumed = 1;
            rune = new Rune((char)first);
            return TokenClasses.OfAscii(first);
        }

        // Invalid UTF-8 separates words; it cannot come from JSON, but a buffer may be cut.
        return Rune.DecodeFromUtf8(_text[at..], out rune, out consumed) == System.Buffers.OperationStatus.Done
            ? TokenClasses.Of(rune)
            : TokenClass.Separator;
    }

    private readonly bool Joins(TokenClass previous, int after) =>
        after < _text.Length && previous is TokenClass.Letter or TokenClass.Digit && Peek(after, out _, out _) == previous;

    private bool Append(Rune rune, int consumed)
    {
        if (consumed == 1)
        {
            if (_length == MaxTokenBytes)
            {
                return false;
            }

            var value = (byte)rune.Value;
            _token[_length++] = value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
            return true;
        }

        if (!Rune.ToLowerInvariant(rune).TryEncodeToUtf8(_token[_length..], out var written))
        {
            return false;
        }

        _length += written;
        return true;
    }
}
