using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>The event's timestamp by a date pattern.</summary>
internal sealed class DatePart(DateFormat format) : FormatPart
{
    public DateFormat Format => format;

    public override bool Write(Event source, ref SpanOutput output)
    {
        format.Write(source.Timestamp, ref output);
        return true;
    }
}
