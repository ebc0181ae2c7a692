using System.Buffers;
using System.Text;
using El4k.Store.Mapping;
using El4k.Store.Segments;

namespace El4k.Store.Tests.Segments;

/// <summary>Makes segments from JSON documents, the way the store's write path does.</summary>
internal sealed class TestSegment
{
    private readonly DocumentParser _parser;

    public TestSegment(IndexMapping? mapping = null)
    {
        Mapping = new MappingBuilder(mapping ?? IndexMapping.Empty);
        _parser = new DocumentParser(Mapping, maxFields: 1000);
    }

    public MappingBuilder Mapping { get; }

    public SegmentBuilder Builder { get; } = new();

    /// <summary>A segment in memory with these documents, whose ids are "0", "1", ...</summary>
    public static SegmentReader InMemory(params string[] documents) => new TestSegment().Add(documents).ToMemory();

    public TestSegment Add(params string[] documents)
    {
        foreach (var document in documents)
        {
            var bytes = Encoding.UTF8.GetBytes(document);
            _parser.Parse(bytes, lenient: false);
            _parser.Accept();
            var row = Builder.RowCount;
            Builder.Append(_parser, bytes, Encoding.UTF8.GetBytes(row.ToString()), row, 1);
        }

        return this;
    }

    public SegmentReader ToMemory() => new MemorySegment(Builder, "memory", Builder.RowCount, liveRows: null);

    public static string SourceOf(SegmentReader segment, int row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        segment.ReadSource(row, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
