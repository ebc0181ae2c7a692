using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>How conditions compare two values.</summary>
internal static class Comparison
{
    /// <summary>Equality: numbers by value, everything else by type and value.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string a, string b) => a == b,
        (long a, long b) => a == b,
        (bool a, bool b) => a == b,
        (Timestamp a, Timestamp b) => a == b,
        (BigNumber a, BigNumber b) => a == b,
        (List<object?> a, List<object?> b) => AreEqualLists(a, b),
        (EventMap a, EventMap b) => AreEqualMaps(a, b),
        _ => TryNumbers(left, right, out double x, out double y) && x == y,
    };

    /// <summary>Order of two texts by their bytes, two numbers or two timestamps.</summary>
    /// <returns>False when either is missing or their types do not go together: the comparison is then false, whatever the operator.</returns>
    public static bool TryCompare(object? left, object? right, out int order)
    {
        order = 0;
        switch (left, right)
        {
            case (string a, string b):
                order = CompareUtf8Order(a, b);
                return true;
            case (long a, long b):
                order = a.CompareTo(b);
                return true;
            case (Timestamp a, Timestamp b):
                order = a.CompareTo(b);
                return true;
            default:
                bool areNumbers = TryNumbers(left, right, out double x, out double y);
                order = x.CompareTo(y);
                return areNumbers;
        }
    }

    private static bool TryNumbers(object? left, object? right, out double x, out double y)
    {
        y = 0;
        return TryNumber(left, out x) && TryNumber(right, out y);
    }

    private static bool TryNumber(object? value, out double number)
    {
        number = value switch
        {
            long integer => integer,
            double real => real,
            BigNumber big => big.ToDouble(),
            _ => 0,
        };
        return value is long or double or BigNumber;
    }

    /// <summary>UTF-16 orders surrogates before U+E000 to U+FFFF; UTF-8, as in Logstash, after them.</summary>
    private static int CompareUtf8Order(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
        {
            if (a[i] != b[i])
            {
                bool aIsHigh = char.IsSurrogate(a[i]);
                bool bIsHigh = char.IsSurrogate(b[i]);
                return aIsHigh == bIsHigh ? a[i].CompareTo(b[i]) : aIsHigh ? 1 : -1;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static bool AreEqualLists(List<object?> a, List<object?> b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (int i = 0; i < a.Count; i++)
        {
            if (!AreEqual(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqualMaps(EventMap a, EventMap b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        foreach ((string key, object? value) in a)
        {
            if (!b.TryGetValue(key, out object? other) || !AreEqual(value, other))
            {
                return false;
            }
        }

        return true;
    }
}
