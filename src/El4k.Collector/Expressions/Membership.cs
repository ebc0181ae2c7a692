using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>What <c>in</c> means, by the kinds of its operands.</summary>
internal static class Membership
{
    /// <summary>Something in a field: part of its text, or a member of its list; for two fields else equality.</summary>
    /// <param name="left">What is looked for; a missing value, a list and a map are in nothing.</param>
    /// <param name="right">The value of the field.</param>
    /// <param name="leftIsField">Whether the left side is a field as well.</param>
    public static bool InField(object? left, object? right, bool leftIsField)
    {
        if (left is null or List<object?> or EventMap)
        {
            return false;
        }

        return right switch
        {
            List<object?> list => list.Exists(item => Comparison.AreEqual(left, item)),
            string text when left is string part => text.Contains(part, StringComparison.Ordinal),
            _ => leftIsField && Comparison.AreEqual(left, right),
        };
    }

    /// <summary>A value in a literal text: part of it.</summary>
    public static bool InText(object? left, string text) =>
        left is not (null or List<object?> or EventMap) && text.Contains(ValueText.Of(left), StringComparison.Ordinal);

    /// <summary>A value in a literal array: its text is that of one of the items.</summary>
    public static bool InArray(object? left, IReadOnlyList<object?> items)
    {
        if (left is null or List<object?> or EventMap)
        {
            return false;
        }

        string text = ValueText.Of(left);
        foreach (object? item in items)
        {
            if (item is not null && ValueText.Of(item) == text)
            {
                return true;
            }
        }

        return false;
    }
}
