using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>One part of a format: text, a field, or a date.</summary>
internal abstract class FormatPart
{
    /// <summary>Writes the part for the event.</summary>
    /// <returns>False when the event lacks the field, so that its placeholder was written instead.</returns>
    public abstract bool Write(Event source, ref SpanOutput output);
}
