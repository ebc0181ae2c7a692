using System.Buffers;

namespace El4k.Collector.Events;

/// <summary>Writes values as formats show them.</summary>
public static class ValueText
{
    /// <summary>Writes text as it is, numbers and times as text, a list joined by commas, a map as JSON.</summary>
    /// <returns>False, with nothing written, for null.</returns>
    public static bool TryWrite(object? value, IBufferWriter<byte> output)
    {
        switch (value)
        {
            case null:
                return false;
            case string text:
                JsonText.WriteRaw(text, output);
                return true;
            case Timestamp timestamp:
                JsonValue.WriteTimestamp(timestamp, output);
                return true;
            case List<object?> list:
                for (int i = 0; i < list.Count; i++)
                {
                    if (i > 0)
                    {
                        output.Write(","u8);
                    }

                    TryWrite(list[i], output);
                }

                return true;
            default:
                JsonValue.Write(value, output);
                return true;
        }
    }

    /// <summary>The text that <see cref="TryWrite"/> writes; empty for null.</summary>
    public static string Of(object? value)
    {
        if (value is string text)
        {
            return text;
        }

        var output = new ArrayBufferWriter<byte>();
        TryWrite(value, output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
