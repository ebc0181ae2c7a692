using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>The clock's present instant.</summary>
internal sealed class ClockPart(TimeProvider clock) : FormatPart
{
    public override bool Write(Event source, IBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(Timestamp.MaxTextLength);
        output.Advance(Timestamp.Now(clock).Format(room));
        return true;
    }
}
