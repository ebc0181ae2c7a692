namespace El4k.Client;

/// <summary>One named value of a metric or of a log record's context, held without boxing.</summary>
/// <remarks>
/// Made by writing a pair: <c>client.Metric("import", ("customer", "acme"), ("rows", 12))</c>. Keep the type of a name fixed:
/// the store gives a field the type it first saw. <c>customer</c> and <c>user</c> are always sent as strings.
/// </remarks>
public readonly struct El4kField
{
    internal readonly string Name;
    internal readonly string? Text;
    internal readonly long Bits;
    internal readonly FieldKind Kind;

    private El4kField(string name, string? text, long bits, FieldKind kind)
    {
        Name = name;
        Text = text;
        Bits = bits;
        Kind = kind;
    }

    /// <summary>Makes a text field; a null value leaves the field out.</summary>
    /// <param name="name">The field's name in the document.</param>
    /// <param name="value">The text, or null for no field at all.</param>
    public El4kField(string name, string? value)
        : this(name, value, 0, value is null ? FieldKind.None : FieldKind.Text)
    {
    }

    /// <summary>Makes a whole-number field.</summary>
    /// <param name="name">The field's name in the document.</param>
    /// <param name="value">The number.</param>
    public El4kField(string name, long value)
        : this(name, null, value, FieldKind.Integer)
    {
    }

    /// <summary>Makes a floating-point field; NaN and the infinities leave the field out, since JSON has none.</summary>
    /// <param name="name">The field's name in the document.</param>
    /// <param name="value">The number.</param>
    public El4kField(string name, double value)
        : this(name, null, BitConverter.DoubleToInt64Bits(value), double.IsFinite(value) ? FieldKind.Real : FieldKind.None)
    {
    }

    /// <summary>Makes a true-or-false field.</summary>
    /// <param name="name">The field's name in the document.</param>
    /// <param name="value">The value.</param>
    public El4kField(string name, bool value)
        : this(name, null, value ? 1 : 0, FieldKind.Boolean)
    {
    }

    internal double Real => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Makes a text field from a pair.</summary>
    /// <param name="pair">Name and value.</param>
    public static implicit operator El4kField((string Name, string? Value) pair) => new(pair.Name, pair.Value);

    /// <summary>Makes a whole-number field from a pair.</summary>
    /// <param name="pair">Name and value.</param>
    public static implicit operator El4kField((string Name, int Value) pair) => new(pair.Name, (long)pair.Value);

    /// <summary>Makes a whole-number field from a pair.</summary>
    /// <param name="pair">Name and value.</param>
    public static implicit operator El4kField((string Name, long Value) pair) => new(pair.Name, pair.Value);

    /// <summary>Makes a floating-point field from a pair.</summary>
    /// <param name="pair">Name and value.</param>
    public static implicit operator El4kField((string Name, double Value) pair) => new(pair.Name, pair.Value);

    /// <summary>Makes a true-or-false field from a pair.</summary>
    /// <param name="pair">Name and value.</param>
    public static implicit operator El4kField((string Name, bool Value) pair) => new(pair.Name, pair.Value);
}
