using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>The structured data of RFC 5424: <c>[id name="value" …][id …]</c>, with <c>\"</c>, <c>\\</c> and <c>\]</c> inside values.</summary>
internal static class StructuredData
{
    /// <summary>Finds the end of the elements that begin at a place.</summary>
    /// <returns>The index after the last bracket, or -1 when they are not well formed.</returns>
    public static int FindEnd(ReadOnlySpan<byte> message, int at)
    {
        while (at < message.Length && message[at] == '[')
        {
            at = Walk(message, at, null);
            if (at < 0)
            {
                return -1;
            }
        }

        return at > 0 && message[at - 1] == ']' ? at : -1;
    }

    /// <summary>Reads elements that are well formed: a map of ids to maps of names to values; a name that occurs again gets a list.</summary>
    public static EventMap Read(ReadOnlySpan<byte> data)
    {
        var elements = new EventMap();
        for (var at = 0; at >= 0 && at < data.Length;)
        {
            at = Walk(data, at, elements);
        }

        return elements;
    }

    // Goes over one element, from bracket to bracket; puts it into the map if there is one.
    private static int Walk(ReadOnlySpan<byte> text, int at, EventMap? elements)
    {
        at++;
        if (!TryName(text, ref at, out var id))
        {
            return -1;
        }

        var parameters = elements is null ? null : ElementOf(elements, Text(text[id]));
        while (at < text.Length && text[at] == ' ')
        {
            at++;
            if (!TryName(text, ref at, out var name) || at + 1 >= text.Length || text[at] != '=' || text[at + 1] != '"')
            {
                return -1;
            }

            at += 2;
            var start = at;
            while (at < text.Length && text[at] != '"')
            {
                at += text[at] == '\\' ? 2 : 1;
            }

            if (at >= text.Length)
            {
                return -1;
            }

            if (parameters is not null)
            {
                Add(parameters, Text(text[name]), Unescape(text[start..at]));
            }

            at++;
        }

        return at < text.Length && text[at] == ']' ? at + 1 : -1;
    }

    private static bool TryName(ReadOnlySpan<byte> text, ref int at, out Range name)
    {
        var length = at < text.Length ? text[at..].IndexOfAny(" =]\""u8) : -1;
        name = at..(at + Math.Max(length, 0));
        at = name.End.Value;
        return length > 0;
    }

    private static EventMap ElementOf(EventMap elements, string id)
    {
        if (elements.TryGetValue(id, out var present) && present is EventMap map)
        {
            return map;
        }

        var element = new EventMap();
        elements[id] = element;
        return element;
    }

    private static void Add(EventMap parameters, string name, string value)
    {
        if (!parameters.TryGetValue(name, out var present))
        {
            parameters[name] = value;
        }
        else if (present is List<object?> list)
        {
            list.Add(value);
        }
        else
        {
            parameters[name] = new List<object?> { present, value };
        }
    }

    // A backslash before any other character stands for itself.
    private static string Unescape(ReadOnlySpan<byte> value)
    {
        if (!value.Contains((byte)'\\'))
        {
            return Text(value);
        }

        var plain = new byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] is (byte)'"' or (byte)'\\' or (byte)']')
            {
                i++;
            }

            plain[length++] = value[i];
        }

        return Text(plain.AsSpan(0, length));
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
