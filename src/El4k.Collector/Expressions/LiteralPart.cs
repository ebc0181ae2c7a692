using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>Text that is the same for every event.</summary>
internal sealed class LiteralPart(string text) : FormatPart
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public override bool Write(Event source, ref SpanOutput output)
    {
        output.Write(_utf8);
        return true;
    }
}
