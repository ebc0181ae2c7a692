namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>One repetition of Oniguruma, as .NET text without a possessive mark.</summary>
internal readonly record struct Quantifier(string Text, bool IsPossessive)
{
    /// <summary>Reads a quantifier at <paramref name="position"/> and moves behind it; a brace that is none is left for a literal.</summary>
    public static bool TryRead(string source, ref int position, out Quantifier quantifier)
    {
        quantifier = default;
        if (position >= source.Length)
        {
            return false;
        }

        var isInterval = source[position] == '{';
        var isExact = false;
        string text;
        if (isInterval)
        {
            if (!TryReadInterval(source, ref position, out text, out isExact))
            {
                return false;
            }
        }
        else if (source[position] is '*' or '+' or '?')
        {
            text = source[position++].ToString();
        }
        else
        {
            return false;
        }

        // In Ruby's syntax {n,m}+ is not possessive and {n}? is not lazy: in both the sign is a second quantifier.
        var suffix = position < source.Length ? source[position] : '\0';
        var isLazy = suffix == '?' && !isExact;
        var isPossessive = suffix == '+' && !isInterval;
        if (isLazy || isPossessive)
        {
            position++;
        }

        quantifier = new Quantifier(isLazy ? text + '?' : text, isPossessive);
        return true;
    }

    private static bool TryReadInterval(string source, ref int position, out string text, out bool isExact)
    {
        text = "";
        isExact = false;
        var end = source.IndexOf('}', position);
        if (end < 0)
        {
            return false;
        }

        var body = source.AsSpan(position + 1, end - position - 1);
        var comma = body.IndexOf(',');
        var low = comma < 0 ? body : body[..comma];
        var high = comma < 0 ? default : body[(comma + 1)..];
        if (low.ContainsAnyExceptInRange('0', '9') || high.ContainsAnyExceptInRange('0', '9') || (low.IsEmpty && high.IsEmpty))
        {
            return false;
        }

        text = low.IsEmpty ? $"{{0,{high}}}" : $"{{{body}}}";
        isExact = comma < 0;
        position = end + 1;
        return true;
    }
}
