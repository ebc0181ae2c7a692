using System.Globalization;
using System.Text;

namespace El4k.Collector.Events;

/// <summary>A text or number that is set on many events, such as their sender's address, and encoded once. Immutable; safe for all threads.</summary>
public sealed class SharedValue
{
    private SharedValue(object value, FieldKind kind, byte[] bytes)
    {
        Value = value;
        Kind = kind;
        Bytes = bytes;
    }

    internal object Value { get; }

    internal FieldKind Kind { get; }

    /// <summary>The UTF-8 of the text, or the JSON of the number; never changed.</summary>
    internal byte[] Bytes { get; }

    /// <summary>A text.</summary>
    public static SharedValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SharedValue(text, FieldKind.Text, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A number.</summary>
    public static SharedValue Of(long number) =>
        new(number, FieldKind.Number, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Bytes);
}
