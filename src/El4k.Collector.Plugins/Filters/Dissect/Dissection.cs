using System.Buffers;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>One entry of the mapping: a field, its pattern, and what is set when the pattern fits.</summary>
internal sealed class Dissection
{
    // More fields than any pattern has that a person wrote; more still works, with an array for each event.
    private const int PlacesOnStack = 64;

    private readonly FieldReference _source;
    private readonly DissectPattern _pattern;
    private readonly DissectAssignment[] _assignments;
    private readonly DissectIndirection[] _indirections;

    /// <exception cref="FormatException">The pattern cannot be used; the message is a clause.</exception>
    public Dissection(FieldReference source, string pattern, PluginContext context)
    {
        _source = source;
        _pattern = DissectPattern.Parse(pattern);
        _assignments = DissectAssignment.For(_pattern, context);
        _indirections = DissectIndirection.For(_pattern, context);
    }

    /// <summary>Whether no text can ever fit.</summary>
    public bool NeverFits => _pattern.HasAdjacentFields;

    /// <summary>Takes the text of the event's field apart.</summary>
    /// <returns>Whether the pattern fitted; null when the event lacks the field.</returns>
    /// <exception cref="InvalidFieldException">The event cannot take a value.</exception>
    public bool? Apply(Event target)
    {
        if (target.TryGetUtf8(_source, out var utf8))
        {
            return Apply(target, utf8);
        }

        if (!target.Contains(_source))
        {
            return null;
        }

        var text = ValueText.Of(target.Get(_source));
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Apply(target, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool Apply(Event target, ReadOnlySpan<byte> text)
    {
        var count = _pattern.Fields.Count;
        var places = count <= PlacesOnStack ? stackalloc Range[count] : new Range[count];
        if (text.IsEmpty || !_pattern.TryMatch(text, places))
        {
            return false;
        }

        foreach (var assignment in _assignments)
        {
            assignment.Apply(target, text, places);
        }

        foreach (var indirection in _indirections)
        {
            indirection.Apply(target, text, places);
        }

        return true;
    }
}
