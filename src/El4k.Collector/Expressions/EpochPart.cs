using System.Buffers.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>The event's timestamp as whole seconds since 1970.</summary>
internal sealed class EpochPart : FormatPart
{
    public override bool Write(Event source, ref SpanOutput output)
    {
        Span<byte> room = output.Room(20);
        if (Utf8Formatter.TryFormat(source.Timestamp.UnixSeconds, room, out int written))
        {
            output.Advance(written);
        }

        return true;
    }
}
