using El4k.Store.Io;

namespace El4k.Store.Postings;

/// <summary>Encodes posting lists as a file section: an offset for each term, then the lists. See <c>docs/formats/segment.md</c>.</summary>
internal static class PostingsWriter
{
    /// <summary>Writes the lists of a source.</summary>
    /// <param name="source">The lists.</param>
    /// <param name="terms">The terms, in the order in which they are written.</param>
    /// <param name="newDocuments">Translates documents, or null to leave them.</param>
    /// <param name="buffer">Receives the section.</param>
    public static void Write(PostingSource source, ReadOnlySpan<int> terms, int[]? newDocuments, ByteBuffer buffer)
    {
        var start = buffer.Length;
        buffer.WriteInt32(terms.Length);
        buffer.Reserve((terms.Length + 1) * 4).Clear();
        var places = new List<long>();
        for (var i = 0; i < terms.Length; i++)
        {
            places.Clear();
            source.ReadPositions(terms[i], places);
            if (newDocuments is not null)
            {
                Translate(places, newDocuments);
            }

            buffer.PatchInt32(start + 4 + (i * 4), buffer.Length - start);
            WriteList(places, buffer);
        }

        buffer.PatchInt32(start + 4 + (terms.Length * 4), buffer.Length - start);
    }

    private static void Translate(List<long> places, int[] newDocuments)
    {
        for (var i = 0; i < places.Count; i++)
        {
            places[i] = (long)newDocuments[(int)(places[i] >> 32)] << 32 | (uint)places[i];
        }

        places.Sort();
    }

    // Number of documents; for each its distance and whether it has one place; the number of places if not; then all places.
    private static void WriteList(List<long> places, ByteBuffer buffer)
    {
        var documents = 0;
        for (var i = 0; i < places.Count; i++)
        {
            documents += i == 0 || places[i] >> 32 != places[i - 1] >> 32 ? 1 : 0;
        }

        buffer.WriteVarInt(documents);
        var previous = -1L;
        for (var i = 0; i < places.Count;)
        {
            var document = places[i] >> 32;
            var end = i + 1;
            while (end < places.Count && places[end] >> 32 == document)
            {
                end++;
            }

            buffer.WriteVarInt(((document - previous) << 1) | (end - i == 1 ? 1L : 0L));
            if (end - i > 1)
            {
                buffer.WriteVarInt(end - i);
            }

            previous = document;
            i = end;
        }

        for (var i = 0; i < places.Count; i++)
        {
            var sameDocument = i > 0 && places[i] >> 32 == places[i - 1] >> 32;
            buffer.WriteVarInt(sameDocument ? (uint)places[i] - (uint)places[i - 1] : (uint)places[i]);
        }
    }
}
