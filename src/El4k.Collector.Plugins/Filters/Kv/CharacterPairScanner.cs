using System.Buffers;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>Finds pairs that single characters separate, in one pass over the text and without an expression.</summary>
/// <remarks>
/// It finds what the expression of <see cref="PatternPairScanner"/> would, which a test holds. A backslash takes the character behind it along; where that
/// leaves a key without a value or a quotation without an end, an expression would try other readings, and the rest of the text is left to one.
/// </remarks>
internal sealed class CharacterPairScanner : IPairScanner
{
    private readonly KvCharacters _field;
    private readonly KvCharacters _sign;
    private readonly SearchValues<char> _keyStops;
    private readonly SearchValues<char> _fieldEnds;
    private readonly SearchValues<char> _signs;
    private readonly bool _isLenient;
    private readonly bool _hasBrackets;
    private readonly PatternPairScanner _expression;

    private CharacterPairScanner(KvOptions options, KvCharacters field, KvCharacters sign, PatternPairScanner expression)
    {
        _field = field;
        _sign = sign;
        _signs = SearchValues.Create(sign.Members);
        _keyStops = SearchValues.Create(sign.Members + field.Members);
        _fieldEnds = SearchValues.Create(field.Members);
        _isLenient = options.Whitespace == KvWhitespace.Lenient;
        _hasBrackets = options.IncludeBrackets;
        _expression = expression;
    }

    /// <summary>A scanner for the options: this one if it can, else the expression alone.</summary>
    /// <exception cref="PluginOptionException">A pattern or a set of characters cannot be used.</exception>
    public static IPairScanner For(KvOptions options, TimeSpan timeout)
    {
        var field = KvCharacters.Parse("field_split", options.FieldSplit);
        var sign = KvCharacters.Parse("value_split", options.ValueSplit);
        var expression = new PatternPairScanner(options, timeout);
        var isByCharacter = options.FieldSplitPattern is null && options.ValueSplitPattern is null && field.IsExact && sign.IsExact;
        return isByCharacter ? new CharacterPairScanner(options, field, sign, expression) : expression;
    }

    /// <inheritdoc/>
    public void Scan(string text, PairCollector pairs)
    {
        if (text.AsSpan().IndexOfAny(_signs) < 0)
        {
            return;
        }

        var hasEscapes = text.Contains('\\');
        if (hasEscapes && (_sign.Contains('\\') || _field.Contains('\\')))
        {
            _expression.Scan(text, pairs);
            return;
        }

        var closings = new ClosingPlaces(text);
        var at = 0;
        while (NextOther(text, at, _keyStops) is var key && key < text.Length)
        {
            var keyEnd = EndOfRun(text, key, _keyStops, hasEscapes, out var isEscaped);
            if (!TrySkipSign(text, keyEnd, out var value))
            {
                if (isEscaped)
                {
                    _expression.Scan(text, key, pairs);
                    return;
                }

                at = keyEnd + 1;
                continue;
            }

            if (!TryReadValue(text, value, hasEscapes, ref closings, out var content, out at))
            {
                _expression.Scan(text, key, pairs);
                return;
            }

            pairs.Add(text.AsSpan(key, keyEnd - key), text.AsSpan(content));
        }
    }

    private static int NextOther(string text, int from, SearchValues<char> stops)
    {
        var next = from < text.Length ? text.AsSpan(from).IndexOfAnyExcept(stops) : -1;
        return next < 0 ? text.Length : from + next;
    }

    private static int EndOfRun(string text, int from, SearchValues<char> stops, bool hasEscapes, out bool isEscaped)
    {
        isEscaped = false;
        if (!hasEscapes)
        {
            var stop = text.AsSpan(from).IndexOfAny(stops);
            return stop < 0 ? text.Length : from + stop;
        }

        var at = from;
        while (at < text.Length)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] != '\n')
            {
                isEscaped = true;
                at += 2;
            }
            else if (stops.Contains(text[at]))
            {
                break;
            }
            else
            {
                at++;
            }
        }

        return at;
    }

    private bool TrySkipSign(string text, int at, out int value)
    {
        var sign = at;
        while (_isLenient && sign < text.Length && text[sign] == ' ')
        {
            sign++;
        }

        if (sign >= text.Length || !_signs.Contains(text[sign]))
        {
            // A blank may be the sign itself.
            sign--;
            if (sign < at || !_signs.Contains(' '))
            {
                value = at;
                return false;
            }
        }

        value = sign + 1;
        while (_isLenient && value < text.Length && text[value] == ' ')
        {
            value++;
        }

        return true;
    }

    private bool TryReadValue(string text, int at, bool hasEscapes, ref ClosingPlaces closings, out Range content, out int next)
    {
        if (at < text.Length && ClosingOf(text[at]) is var closing && closing != '\0')
        {
            var close = closings.Find(closing, at + 1, hasEscapes, out var isEscaped);
            if (close >= 0 && IsEndOfField(text, close + 1, out next))
            {
                content = (at + 1)..close;
                return true;
            }

            if (isEscaped)
            {
                content = default;
                next = at;
                return false;
            }
        }

        var end = EndOfRun(text, at, _fieldEnds, hasEscapes, out _);
        content = at..end;
        next = Math.Min(end + 1, text.Length);
        return true;
    }

    private char ClosingOf(char open) => open switch
    {
        '"' or '\'' => open,
        '(' when _hasBrackets => ')',
        '[' when _hasBrackets => ']',
        '<' when _hasBrackets => '>',
        _ => '\0',
    };

    // As in expressions a line ends at the end of the text and before every line feed, which then belongs to what follows.
    private bool IsEndOfField(string text, int at, out int next)
    {
        next = at;
        if (at == text.Length)
        {
            return true;
        }

        if (_fieldEnds.Contains(text[at]))
        {
            next = at + 1;
            return true;
        }

        return text[at] == '\n';
    }
}
