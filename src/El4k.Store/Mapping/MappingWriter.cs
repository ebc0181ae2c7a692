using System.Text.Json;

namespace El4k.Store.Mapping;

/// <summary>Writes a mapping as Elasticsearch shows it: objects nested by the dots of their paths.</summary>
/// <remarks>
/// Where <c>a</c> and <c>a.b</c> are both fields, which Elasticsearch does not allow, the second stands beside the first under its dotted name.
/// </remarks>
internal static class MappingWriter
{
    /// <summary>Writes the mapping as one object; an empty mapping is <c>{}</c>.</summary>
    public static void Write(IndexMapping mapping, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (mapping.Settings.Dynamic != DynamicMode.True)
        {
            json.WriteString("dynamic", NameOf(mapping.Settings.Dynamic));
        }

        if (!mapping.Settings.DateDetection)
        {
            json.WriteBoolean("date_detection", false);
        }

        if (mapping.Settings.NumericDetection)
        {
            json.WriteBoolean("numeric_detection", true);
        }

        WriteProperties(Tree(mapping), json);
        json.WriteEndObject();
    }

    /// <summary>Writes what the mapping says of one field, without its name: an object with <c>type</c>.</summary>
    public static void WriteField(FieldMapping field, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", field.TypeName);
        if (field.IgnoreAbove is { } limit)
        {
            json.WriteNumber("ignore_above", limit);
        }

        if (field.IgnoreMalformed)
        {
            json.WriteBoolean("ignore_malformed", true);
        }

        if (field.Format is { } format)
        {
            json.WriteString("format", format);
        }

        foreach (var (name, value) in field.Parameters)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }

        if (field.SubFields.Count > 0)
        {
            json.WriteStartObject("fields");
            foreach (var sub in field.SubFields)
            {
                json.WritePropertyName(sub.Path[(field.Path.Length + 1)..]);
                WriteField(sub, json);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string NameOf(DynamicMode mode) => mode switch
    {
        DynamicMode.False => "false",
        DynamicMode.Strict => "strict",
        _ => "true",
    };

    private static Node Tree(IndexMapping mapping)
    {
        var root = new Node();
        foreach (var item in mapping.Objects.OrderBy(item => item.Path, StringComparer.Ordinal))
        {
            root.Descend(item.Path).Object = item;
        }

        // Fields ascend by path, so a is placed before a.b.
        foreach (var field in mapping.Fields)
        {
            root.Place(field);
        }

        return root;
    }

    private static void WriteProperties(Node node, Utf8JsonWriter json)
    {
        if (node.Children.Count == 0)
        {
            return;
        }

        json.WriteStartObject("properties");
        foreach (var (name, child) in node.Children)
        {
            json.WritePropertyName(name);
            if (child.Field is { } field)
            {
                WriteField(field, json);
                continue;
            }

            json.WriteStartObject();
            if (child.Object is { } item)
            {
                WriteObjectParameters(item, child, json);
            }

            WriteProperties(child, json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteObjectParameters(ObjectMapping item, Node node, Utf8JsonWriter json)
    {
        if (item.TypeName != "object" || node.Children.Count == 0)
        {
            json.WriteString("type", item.TypeName);
        }

        if (item.Dynamic is { } mode)
        {
            json.WriteString("dynamic", NameOf(mode));
        }

        if (!item.Enabled)
        {
            json.WriteBoolean("enabled", false);
        }
    }

    private sealed class Node
    {
        public SortedDictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public FieldMapping? Field { get; set; }

        public ObjectMapping? Object { get; set; }

        public Node Descend(string path)
        {
            var node = this;
            foreach (var name in path.Split('.'))
            {
                node = node.Child(name);
            }

            return node;
        }

        public void Place(FieldMapping field)
        {
            var node = this;
            var names = field.Path.Split('.');
            for (var i = 0; i < names.Length - 1; i++)
            {
                var child = node.Child(names[i]);
                if (child.Field is not null)
                {
                    node.Child(string.Join('.', names[i..])).Field = field;
                    return;
                }

                node = child;
            }

            node.Child(names[^1]).Field = field;
        }

        private Node Child(string name)
        {
            if (!Children.TryGetValue(name, out var child))
            {
                Children.Add(name, child = new Node());
            }

            return child;
        }
    }
}
