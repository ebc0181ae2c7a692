using System.Buffers;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.EsBulk;

/// <summary>Understands the source line of an update, and puts what was understood into an event.</summary>
internal static class BulkUpdate
{
    /// <summary>The fields of an update: those of <c>doc</c>, or the <c>params</c> of a script; what else the line says goes to the metadata.</summary>
    public static EventMap Read(EventMap line, EventMap metadata, bool parseScripts)
    {
        if (line.TryGetValue("doc", out var doc) && doc is EventMap document)
        {
            Copy(line, "doc_as_upsert", metadata, "doc_as_upsert");
            return document;
        }

        if (!parseScripts || !line.TryGetValue("params", out var parameters) || parameters is not EventMap fields)
        {
            return line;
        }

        metadata["scripted_upsert"] = true;
        if (Copy(line, "script", metadata, "script"))
        {
            metadata["script_type"] = "inline";
        }
        else if (Copy(line, "script_id", metadata, "script"))
        {
            metadata["script_type"] = "indexed";
        }

        Copy(line, "lang", metadata, "script_lang");
        if (line.TryGetValue("upsert", out var upsert))
        {
            var text = new ArrayBufferWriter<byte>();
            JsonValue.Write(upsert, text);
            metadata["upsert"] = Encoding.UTF8.GetString(text.WrittenSpan);
        }

        return fields;
    }

    /// <summary>Sets the metadata of an event to what the action line said.</summary>
    /// <param name="target">The event.</param>
    /// <param name="metadata">What the line said.</param>
    /// <param name="below">The field that takes it; null for the metadata itself.</param>
    public static void SetMetadata(Event target, EventMap metadata, FieldReference? below)
    {
        if (below is not null)
        {
            target.Set(below, metadata);
            return;
        }

        foreach (var (name, value) in metadata)
        {
            target.Metadata[name] = value;
        }
    }

    /// <summary>Sets the fields of a document. One that an event cannot have under its name goes to the name with an underscore before it.</summary>
    public static void SetFields(Event target, EventMap fields, FieldReference? below)
    {
        if (below is not null)
        {
            target.Set(below, fields);
            return;
        }

        foreach (var (name, value) in fields)
        {
            try
            {
                target.Set(FieldReference.TopLevel(name.Length == 0 ? "_" : name), value);
            }
            catch (InvalidFieldException)
            {
                target.Set(FieldReference.TopLevel("_" + name), value);
            }
        }
    }

    private static bool Copy(EventMap from, string name, EventMap to, string newName)
    {
        var isThere = from.TryGetValue(name, out var value);
        if (isThere)
        {
            to[newName] = value;
        }

        return isThere;
    }
}
