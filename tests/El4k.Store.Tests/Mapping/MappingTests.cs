using System.Text;
using System.Text.Json;
using El4k.Store.Errors;
using El4k.Store.Mapping;
using El4k.Store.Segments;
using El4k.Store.Tests.Segments;
using El4k.Testing;

namespace El4k.Store.Tests.Mapping;

public sealed class MappingTests
{
    public static IEnumerable<object[]> DynamicCases => CaseFile.Rows("Mapping/dynamic-mapping.cases", 4);

    public static IEnumerable<object[]> ExplicitCases => CaseFile.Rows("Mapping/explicit-mapping.cases", 5);

    public static IEnumerable<object[]> RefusedCases => CaseFile.Rows("Mapping/refused-mappings.cases", 2);

    [Theory]
    [MemberData(nameof(DynamicCases))]
    public void Values_map_fields_and_find_their_columns(string where, string documents, string path, string type, string columns)
    {
        var segment = new TestSegment().Add(documents.Split(" ; "));

        Assert.True((segment.Mapping.ToMapping().Find(path)?.TypeName ?? "-") == type, $"{where}: {segment.Mapping.ToMapping().Find(path)?.TypeName}");
        Assert.Equal(columns, ColumnsOf(segment.ToMemory(), path));
    }

    [Theory]
    [MemberData(nameof(ExplicitCases))]
    public void A_mapping_that_was_put_decides(string where, string properties, string document, string outcome, string path, string columns)
    {
        var segment = new TestSegment(Parse($$"""{"properties":{{properties}}}"""));
        if (outcome == "ok")
        {
            segment.Add(document);
            Assert.Equal(columns, ColumnsOf(segment.ToMemory(), path));
            return;
        }

        var fieldsBefore = segment.Mapping.FieldCount;
        Assert.True(Assert.Throws<StoreException>(() => segment.Add(document)).Type == outcome, where);
        Assert.Equal((fieldsBefore, 0), (segment.Mapping.FieldCount, segment.Builder.RowCount));
    }

    [Theory]
    [MemberData(nameof(RefusedCases))]
    public void A_mapping_that_is_not_understood_is_refused_by_name(string where, string mapping, string reason)
    {
        var exception = Assert.Throws<StoreException>(() => Parse(mapping));
        Assert.Equal("mapper_parsing_exception", exception.Type);
        Assert.True(exception.Message.Contains(reason, StringComparison.Ordinal), $"{where}: {exception.Message}");
    }

    [Fact]
    public void A_mapping_is_written_as_it_is_read()
    {
        const string Json = """{"dynamic":"strict","properties":{"@timestamp":{"type":"date"},"message":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}},"user":{"properties":{"id":{"type":"long"},"name":{"type":"keyword"}}}}}""";
        Assert.Equal(Json, Write(Parse(Json)));
    }

    [Fact]
    public void A_field_with_values_and_sub_fields_is_written_so_that_it_can_be_read_again()
    {
        var mapping = new TestSegment().Add("""{"app":5}""", """{"app":{"name":7}}""").Mapping.ToMapping();
        var json = Write(mapping);

        Assert.Equal("""{"properties":{"app":{"type":"long"},"app.name":{"type":"long"}}}""", json);
        Assert.Equal("long", Parse(json).Find("app.name")!.TypeName);
    }

    [Fact]
    public void A_type_cannot_be_changed()
    {
        var builder = new MappingBuilder(Parse("""{"properties":{"a":{"type":"long"}}}"""));
        var exception = Assert.Throws<StoreException>(() => builder.Merge(Parse("""{"properties":{"b":{"type":"long"},"a":{"type":"text"}}}"""), settingsGiven: false));

        Assert.Equal("mapper [a] cannot be changed from type [long] to [text]", exception.Message);
        Assert.Null(builder.Find("b"));
    }

    [Fact]
    public void Fields_beyond_the_limit_stay_in_the_document()
    {
        var parser = new DocumentParser(new MappingBuilder(IndexMapping.Empty), maxFields: 3);
        parser.Parse("""{"a":1,"b":2,"c":3,"d":4,"e":5}"""u8, lenient: false);

        Assert.Equal(["a", "b", "c"], parser.Values.Select(value => value.Field.Path));
        Assert.Equal(2, parser.OverflowedValues);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1}{}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void What_is_no_json_object_is_refused(string document)
    {
        var parser = new DocumentParser(new MappingBuilder(IndexMapping.Empty), maxFields: 10);
        Assert.Equal("mapper_parsing_exception", Assert.Throws<StoreException>(() => parser.Parse(Encoding.UTF8.GetBytes(document), lenient: false)).Type);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        var parser = new DocumentParser(new MappingBuilder(IndexMapping.Empty), maxFields: 10);
        Assert.Throws<StoreException>(() => parser.Parse([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}'], lenient: false));
    }

    private static string ColumnsOf(SegmentReader segment, string path) =>
        string.Join(' ', segment.GetColumns(path).Select(column => column.Type.ToString()));

    private static IndexMapping Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return MappingParser.Parse(document.RootElement, isExplicit: true, out _);
    }

    private static string Write(IndexMapping mapping)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            MappingWriter.Write(mapping, json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
