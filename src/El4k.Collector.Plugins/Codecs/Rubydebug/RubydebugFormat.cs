using System.Globalization;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.Rubydebug;

/// <summary>Writes values as Logstash prints them for people: one field a line, names aligned at the arrow.</summary>
internal static class RubydebugFormat
{
    private const int Indent = 4;

    /// <summary>Appends a map, without a line break after it.</summary>
    public static void AppendMap(StringBuilder text, EventMap map, int depth = 0)
    {
        if (map.Count == 0)
        {
            text.Append("{}");
            return;
        }

        var names = map.Keys.Select(Quote).ToList();
        var width = names.Max(name => name.Length) + (depth + 1) * Indent;
        text.Append("{\n");
        for (var i = 0; i < names.Count; i++)
        {
            text.Append(' ', width - names[i].Length).Append(names[i]).Append(" => ");
            AppendValue(text, map.GetAt(i).Value, depth + 1);
            text.Append(i + 1 < names.Count ? ",\n" : "\n");
        }

        text.Append(' ', depth * Indent).Append('}');
    }

    private static void AppendList(StringBuilder text, List<object?> list, int depth)
    {
        if (list.Count == 0)
        {
            text.Append("[]");
            return;
        }

        var digits = (list.Count - 1).ToString(CultureInfo.InvariantCulture).Length;
        text.Append("[\n");
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(' ', (depth + 1) * Indent).Append('[').Append(i.ToString(CultureInfo.InvariantCulture).PadLeft(digits)).Append("] ");
            AppendValue(text, list[i], depth + 1);
            text.Append(i + 1 < list.Count ? ",\n" : "\n");
        }

        text.Append(' ', depth * Indent).Append(']');
    }

    private static void AppendValue(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("nil");
                break;
            case string s:
                AppendQuoted(text, s);
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case double d:
                AppendFloat(text, d);
                break;
            case EventMap map:
                AppendMap(text, map, depth);
                break;
            case List<object?> list:
                AppendList(text, list, depth);
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }

    private static void AppendFloat(StringBuilder text, double value)
    {
        // Ruby shows a float as one: always with a point, and an exponent of two digits.
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = digits.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponent < 0 ? digits : digits[..exponent];
        text.Append(mantissa);
        if (double.IsFinite(value) && !mantissa.Contains('.', StringComparison.Ordinal))
        {
            text.Append(".0");
        }

        if (exponent >= 0)
        {
            text.Append('e').Append(digits.AsSpan(exponent + 1));
        }
    }

    private static string Quote(string name)
    {
        var text = new StringBuilder();
        AppendQuoted(text, name);
        return text.ToString();
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\e':
                    text.Append("\\e");
                    break;
                case '#' when i + 1 < value.Length && value[i + 1] is '{' or '$' or '@':
                    text.Append("\\#");
                    break;
                case var control when char.IsControl(control):
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)control:X4}");
                    break;
                default:
                    text.Append(value[i]);
                    break;
            }
        }

        text.Append('"');
    }
}
