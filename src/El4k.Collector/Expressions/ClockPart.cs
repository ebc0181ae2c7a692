using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>The clock's present instant.</summary>
internal sealed class ClockPart(TimeProvider clock) : FormatPart
{
    public override bool Write(Event source, ref SpanOutput output)
    {
        output.Advance(Timestamp.Now(clock).Format(output.Room(Timestamp.MaxTextLength)));
        return true;
    }
}
