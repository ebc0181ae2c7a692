using System.Buffers;
using System.Globalization;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>The text of a value that a fingerprint is made of: the same as Logstash's, so that both give the same fingerprint to an event.</summary>
internal static class CanonicalText
{
    // Where Ruby changes from digits to an exponent.
    private const int SmallestExponent = -4;
    private const int LargestExponent = 15;

    /// <summary>Writes a value: lists and maps with bars between all they hold, maps by key, null as nothing.</summary>
    public static void Write(object? value, IBufferWriter<byte> output)
    {
        switch (value)
        {
            case double real:
                WriteText(Real(real), output);
                break;
            case List<object?> list:
                for (var i = 0; i < list.Count; i++)
                {
                    WriteBar(output, i > 0);
                    Write(list[i], output);
                }

                break;
            case EventMap map:
                var isFirst = true;
                foreach (var (key, item) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    WriteBar(output, !isFirst);
                    isFirst = false;
                    WriteText(key, output);
                    WriteBar(output);
                    Write(item, output);
                }

                break;
            default:
                ValueText.TryWrite(value, output);
                break;
        }
    }

    /// <summary>Writes a name and a value with bars around: the form in which fields are concatenated.</summary>
    public static void WriteField(string name, object? value, IBufferWriter<byte> output)
    {
        WriteBar(output);
        WriteText(name, output);
        WriteBar(output);
        Write(value, output);
    }

    public static void WriteBar(IBufferWriter<byte> output, bool isWanted = true)
    {
        if (isWanted)
        {
            output.Write("|"u8);
        }
    }

    private static void WriteText(string text, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);

    /// <summary>A number as Ruby writes it: 1.0, 0.0001, 1.0e-05, 1.0e+16.</summary>
    private static string Real(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value.ToString("0.0", CultureInfo.InvariantCulture);
        }

        // The shortest digits that read back, in one of two forms: 1.5E+300 and 0.00015.
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var first = parts[0].AsSpan().IndexOfAnyExcept('0', '.');
        var exponent = (point < 0 ? parts[0].Length : point) - first - (point >= 0 && first > point ? 0 : 1);
        exponent += parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
        var sign = value < 0 ? "-" : "";
        if (exponent is < SmallestExponent or > LargestExponent)
        {
            return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):D2}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        digits = digits.PadRight(exponent + 2, '0');
        return $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
