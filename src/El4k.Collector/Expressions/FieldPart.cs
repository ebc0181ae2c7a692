using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>The text of a field; its placeholder when the event lacks it.</summary>
internal sealed class FieldPart(FieldReference reference, string placeholder) : FormatPart
{
    private readonly byte[] _placeholder = Encoding.UTF8.GetBytes(placeholder);

    public FieldReference Field => reference;

    public override bool Write(Event source, ref SpanOutput output)
    {
        if (source.TryWriteText(reference, ref output))
        {
            return true;
        }

        output.Write(_placeholder);
        return false;
    }
}
