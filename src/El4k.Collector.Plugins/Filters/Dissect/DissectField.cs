using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>One field of a pattern, with the text around it.</summary>
/// <param name="Kind">What becomes of its text.</param>
/// <param name="Name">Its name; may be empty for one that is skipped.</param>
/// <param name="Order">Where an appended field comes among those of its name.</param>
/// <param name="IsPadded">Whether the text behind it may be there several times: <c>%{name->}</c>.</param>
/// <param name="Before">The text in front of it, which is also put in front of it when it is appended.</param>
internal sealed partial record DissectField(DissectFieldKind Kind, string Name, int Order, bool IsPadded, byte[] Before)
{
    /// <summary>The text behind it; null for the last field, which takes all that is left.</summary>
    public byte[]? After { get; init; }

    /// <summary>Reads what stands between the braces.</summary>
    /// <exception cref="FormatException">It is no field; the message is a clause that says why.</exception>
    public static DissectField Parse(string text, string before)
    {
        if (text.StartsWith("+&", StringComparison.Ordinal) || text.StartsWith("&+", StringComparison.Ordinal))
        {
            throw new FormatException($"%{{{text}}} cannot be appended and take its name from another field at once");
        }

        var kind = (text.Length == 0 ? '?' : text[0]) switch
        {
            '?' or '*' => DissectFieldKind.Skip,
            '+' => DissectFieldKind.Append,
            '&' => DissectFieldKind.Indirect,
            _ => DissectFieldKind.Normal,
        };
        var parts = Parts().Match(kind == DissectFieldKind.Normal || text.Length == 0 ? text : text[1..]);
        var name = parts.Groups["name"].Value;
        if (name.Length == 0)
        {
            kind = kind is DissectFieldKind.Normal or DissectFieldKind.Skip
                ? DissectFieldKind.Skip
                : throw new FormatException($"%{{{text}}} has no name");
        }

        var order = parts.Groups["order"] is { Success: true } number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0;
        return new DissectField(kind, name, order, parts.Groups["padded"].Success, Encoding.UTF8.GetBytes(before));
    }

    // A name, then an order and the arrow, each once and in any order.
    [GeneratedRegex(@"\A(?<name>.*?)(?:/(?<order>\d{1,2})(?<padded>->)?|(?<padded>->)(?:/(?<order>\d{1,2}))?)?\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
