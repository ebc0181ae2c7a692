using System.Runtime.InteropServices;
using System.Text;

namespace El4k.Collector.Events;

/// <summary>Fields that are parts of the event's own text: nothing is copied or decoded for them.</summary>
public sealed partial class Event
{
    // 18 digits are a whole number of 64 bits whatever they are.
    private const int MostDigits = 18;

    /// <summary>The text of a string field as <see cref="TryGetUtf8"/> gives it, to be taken apart into fields by <see cref="SetSlice"/>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="utf8">The text; its bytes stay as they are as long as the event is used, also when the field gets another value.</param>
    /// <returns>False when the field is missing or not a string, or has to be decoded first.</returns>
    public bool TryGetSlice(FieldReference field, out ReadOnlyMemory<byte> utf8)
    {
        int at = field.IsTopLevel ? Find(field) : -1;
        utf8 = at < 0 ? default : _entries[at].Kind switch
        {
            FieldKind.PlainString => _entries.MemoryOf(at, _source)[1..^1],
            FieldKind.Text => _entries.MemoryOf(at, _source),
            _ => default,
        };
        return at >= 0 && _entries[at].Kind is FieldKind.PlainString or FieldKind.Text;
    }

    /// <summary>Sets a field to a part of the event's own text; where it is a top-level field nothing is copied or decoded.</summary>
    /// <param name="field">The field.</param>
    /// <param name="utf8">A part of what <see cref="TryGetSlice"/> gave for this event: whole characters.</param>
    /// <exception cref="InvalidFieldException">The field cannot take text.</exception>
    public void SetSlice(FieldReference field, ReadOnlyMemory<byte> utf8)
    {
        if (!field.IsTopLevel || field.IsMetadata || IsSpecial(field) || !MemoryMarshal.TryGetArray(utf8, out ArraySegment<byte> slice))
        {
            Set(field, Encoding.UTF8.GetString(utf8.Span));
            return;
        }

        _entries.SetBytes(FindOrAdd(field), FieldKind.Text, slice.Array!, slice.Offset, slice.Count);
    }

    /// <summary>Sets a top-level field to the whole number that a part of the event's own text is, if it is one as JSON writes it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="utf8">A part of what <see cref="TryGetSlice"/> gave for this event.</param>
    /// <returns>False, with nothing set, for a field or a text that has to be decoded: no number, a leading zero, a plus, a fraction, or very many digits.</returns>
    public bool TrySetWholeNumber(FieldReference field, ReadOnlyMemory<byte> utf8)
    {
        if (!IsWholeNumber(utf8.Span) || !field.IsTopLevel || field.IsMetadata || IsSpecial(field) || !MemoryMarshal.TryGetArray(utf8, out ArraySegment<byte> slice))
        {
            return false;
        }

        _entries.SetBytes(FindOrAdd(field), FieldKind.Number, slice.Array!, slice.Offset, slice.Count);
        return true;
    }

    private static bool IsWholeNumber(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text.StartsWith("-"u8) ? text[1..] : text;
        return digits.Length is > 0 and <= MostDigits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits[0] != '0' || text.Length == 1);
    }
}
