using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>Text with placeholders: <c>%{field}</c>, <c>%{[a][b]}</c>, <c>%{+YYYY.MM.dd}</c>, <c>%{+%s}</c>, <c>%{{yyyy-MM-dd}}</c>, <c>%{{TIME_NOW}}</c>.</summary>
/// <remarks>
/// Parsed once, then used by all threads. Dates are of the event's timestamp, in UTC. A field that is missing or null leaves its placeholder as it
/// is, and so does a placeholder that is never closed. Writing text of top-level string fields and of dates down to the day allocates nothing.
/// </remarks>
public sealed class StringFormat
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private readonly FormatPart[] _parts;

    private StringFormat(string text, FormatPart[] parts, FieldEscapeStyle escapes)
    {
        Text = text;
        Escapes = escapes;
        _parts = parts;
        IsLiteral = Array.TrueForAll(parts, part => part is LiteralPart);
        Fields = [.. parts.OfType<FieldPart>().Select(part => part.Field)];
    }

    /// <summary>The format as it was written.</summary>
    public string Text { get; }

    /// <summary>How characters of names of fields are escaped in it, also where its text is such a name itself.</summary>
    public FieldEscapeStyle Escapes { get; }

    /// <summary>Whether it has no placeholders, so that it is the same text for every event.</summary>
    public bool IsLiteral { get; }

    /// <summary>The fields that it shows.</summary>
    public IReadOnlyList<FieldReference> Fields { get; }

    /// <summary>Its parts in order.</summary>
    internal IReadOnlyList<FormatPart> Parts => _parts;

    /// <summary>Parses a format.</summary>
    /// <exception cref="FormatException">A placeholder holds no field reference and no date pattern.</exception>
    public static StringFormat Parse(string text, TimeProvider? clock = null, FieldEscapeStyle escapes = FieldEscapeStyle.None) =>
        TryParse(text, out StringFormat? format, out string? error, clock, escapes) ? format : throw new FormatException(error);

    /// <summary>Parses a format, or says what is wrong with it.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out StringFormat? format,
        [NotNullWhen(false)] out string? error,
        TimeProvider? clock = null,
        FieldEscapeStyle escapes = FieldEscapeStyle.None)
    {
        ArgumentNullException.ThrowIfNull(text);
        format = null;
        var parts = new List<FormatPart>();
        int at = 0;
        while (at < text.Length)
        {
            int open = text.IndexOf("%{", at, StringComparison.Ordinal);
            string closing = open >= 0 && open + 2 < text.Length && text[open + 2] == '{' ? "}}" : "}";
            int close = open < 0 ? -1 : text.IndexOf(closing, open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                parts.Add(new LiteralPart(text[at..]));
                break;
            }

            if (open > at)
            {
                parts.Add(new LiteralPart(text[at..open]));
            }

            at = close + closing.Length;
            if (!TryPart(text[open..at], clock ?? TimeProvider.System, escapes, out FormatPart? part, out error))
            {
                return false;
            }

            parts.Add(part);
        }

        format = new StringFormat(text, [.. parts], escapes);
        error = null;
        return true;
    }

    /// <summary>Writes the text for an event as UTF-8.</summary>
    /// <returns>False when a field was missing, so that its placeholder stands in the text.</returns>
    public bool Write(Event source, IBufferWriter<byte> output)
    {
        bool isComplete = true;
        var text = new SpanOutput(output);
        foreach (FormatPart part in _parts)
        {
            isComplete &= part.Write(source, ref text);
        }

        text.Flush();
        return isComplete;
    }

    /// <summary>The text for an event.</summary>
    public string Format(Event source)
    {
        if (IsLiteral)
        {
            return Text;
        }

        ArrayBufferWriter<byte> scratch = _scratch ??= new ArrayBufferWriter<byte>(256);
        scratch.ResetWrittenCount();
        Write(source, scratch);
        string text = Encoding.UTF8.GetString(scratch.WrittenSpan);
        if (scratch.Capacity > 64 * 1024)
        {
            _scratch = null;
        }

        return text;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool TryPart(
        string placeholder,
        TimeProvider clock,
        FieldEscapeStyle escapes,
        [NotNullWhen(true)] out FormatPart? part,
        [NotNullWhen(false)] out string? error)
    {
        part = null;
        if (placeholder.StartsWith("%{{", StringComparison.Ordinal))
        {
            return TryJava(placeholder[3..^2], clock, out part, out error);
        }

        string inner = placeholder[2..^1];
        error = null;
        if (inner.Length == 0)
        {
            part = new LiteralPart(placeholder);
        }
        else if (inner == "+%s")
        {
            part = new EpochPart();
        }
        else if (inner[0] == '+')
        {
            part = JodaPattern.TryParse(inner[1..], out JodaPattern? pattern, out error) ? new DatePart(DateFormat.Joda(pattern)) : null;
        }
        else if (FieldReference.TryParse(inner, escapes, out FieldReference? field, out error))
        {
            part = new FieldPart(field, placeholder);
        }

        return part is not null;
    }

    private static bool TryJava(
        string pattern,
        TimeProvider clock,
        [NotNullWhen(true)] out FormatPart? part,
        [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (pattern == "TIME_NOW")
        {
            part = new ClockPart(clock);
            return true;
        }

        part = DateFormat.TryJava(pattern, out DateFormat? format, out error) ? new DatePart(format) : null;
        return part is not null;
    }
}
