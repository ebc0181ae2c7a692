using System.Text;

namespace El4k.Collector.Events;

/// <summary>One top-level field that is or holds text or a number. Its bytes are valid until the event is changed.</summary>
public readonly ref struct FieldText
{
    internal FieldText(ReadOnlySpan<byte> name, TextForm form, ReadOnlySpan<byte> utf8, object? value)
    {
        Name = name;
        Form = form;
        Utf8 = utf8;
        Value = value;
    }

    /// <summary>The name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>How the text lies there.</summary>
    public TextForm Form { get; }

    /// <summary>The bytes, unless the form is <see cref="TextForm.Decoded"/>.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    /// <summary>The value, if the form is <see cref="TextForm.Decoded"/>; only to be read.</summary>
    public object? Value { get; }

    /// <summary>The text of a field whose form is <see cref="TextForm.Escaped"/>, without its escapes.</summary>
    /// <param name="destination">As long as <see cref="Utf8"/> at least.</param>
    /// <returns>How many bytes it has.</returns>
    public int Unescape(Span<byte> destination) => JsonText.Unescape(Utf8, destination);

    /// <summary>The name as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Name);
}
