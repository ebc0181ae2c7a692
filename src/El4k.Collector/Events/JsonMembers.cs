using System.Text;

namespace El4k.Collector.Events;

/// <summary>Merges the members of a JSON object into the fields of an event, as bytes.</summary>
internal static class JsonMembers
{
    [ThreadStatic]
    private static EntryList? _members;

    /// <inheritdoc cref="Event.TryMergeJson"/>
    public static bool TryMerge(ReadOnlySpan<byte> utf8, int maximum, ByteArena? arena, EntryList fields, byte[] source, out EventMap? special)
    {
        special = null;
        byte[] buffer = [];
        int offset = 0;
        utf8.CopyTo(arena is null ? buffer = new byte[utf8.Length] : arena.Allocate(utf8.Length, out buffer, out offset));
        EntryList members = _members ??= new EntryList();
        members.Clear();
        if (!JsonFieldIndexer.TryIndex(buffer, offset, utf8.Length, members) || members.Count > maximum)
        {
            arena?.Undo(utf8.Length);
            return false;
        }

        for (int i = 0; i < members.Count; i++)
        {
            if (members[i].IsRemoved)
            {
                continue;
            }

            ReadOnlySpan<byte> name = members.NameOf(i, buffer);
            if (EventDefaults.IsSpecial(name))
            {
                (special ??= [])[Encoding.UTF8.GetString(name)] = EventJson.DecodeEntry(members[i].Kind, members.BytesOf(i, buffer));
            }
            else
            {
                fields.SetBytes(FindOrAdd(name, fields, source), members[i].Kind, buffer, members[i].ValueOffset, members[i].ValueLength);
            }
        }

        return true;
    }

    private static int FindOrAdd(ReadOnlySpan<byte> name, EntryList fields, byte[] source)
    {
        int at = fields.Find(name, source);
        if (at < 0)
        {
            fields.AddNamed(name.ToArray());
            return fields.Count - 1;
        }

        fields.Replace(at).Name ??= name.ToArray();
        return at;
    }
}
