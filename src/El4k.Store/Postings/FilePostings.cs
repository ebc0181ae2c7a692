using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Postings;

/// <summary>Posting lists in a file section, as <see cref="PostingsWriter"/> writes them.</summary>
internal sealed class FilePostings : PostingSource
{
    private readonly FileSection _section;
    private readonly int _termCount;

    /// <summary>Opens the lists.</summary>
    public FilePostings(FileSection section)
    {
        _section = section;
        var bytes = section.Bytes;
        _termCount = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (_termCount < 0 || bytes.Length < 4 + (((long)_termCount + 1) * 4))
        {
            throw section.Corrupt("the lists are shorter than their table");
        }
    }

    /// <inheritdoc/>
    public override void AddDocuments(int term, RowSet documents)
    {
        var list = ListOf(term);
        var count = ReadNumber(ref list);
        var document = -1L;
        for (var i = 0L; i < count; i++)
        {
            document += ReadDocument(ref list, out _);
            if (document < documents.RowCount)
            {
                documents.Add((int)document);
            }
        }
    }

    /// <inheritdoc/>
    public override void ReadPositions(int term, List<long> positions)
    {
        var list = ListOf(term);
        var count = ReadNumber(ref list);
        var places = list;
        for (var i = 0L; i < count; i++)
        {
            ReadDocument(ref places, out _);
        }

        var document = -1L;
        for (var i = 0L; i < count; i++)
        {
            document += ReadDocument(ref list, out var frequency);
            var position = 0L;
            for (var place = 0L; place < frequency; place++)
            {
                position += ReadNumber(ref places);
                positions.Add(document << 32 | position);
            }
        }
    }

    private ReadOnlySpan<byte> ListOf(int term)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)term, (uint)_termCount, nameof(term));
        var bytes = _section.Bytes;
        var start = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 + (term * 4))..]);
        var end = BinaryPrimitives.ReadInt32LittleEndian(bytes[(8 + (term * 4))..]);
        return start >= 0 && start <= end && end <= bytes.Length ? bytes[start..end] : throw _section.Corrupt("a list lies outside the section");
    }

    private long ReadDocument(scoped ref ReadOnlySpan<byte> list, out long frequency)
    {
        var value = ReadNumber(ref list);
        frequency = (value & 1) != 0 ? 1 : ReadNumber(ref list);
        return value >> 1;
    }

    private long ReadNumber(scoped ref ReadOnlySpan<byte> list)
    {
        var used = VarInt.Read(list, out var value);
        if (used == 0)
        {
            throw _section.Corrupt("a list ends within a number");
        }

        list = list[used..];
        return (long)value;
    }
}
