using System.Text.Json;
using El4k.Explorer.Mapping;

namespace El4k.Explorer.Tests.Mapping;

public sealed class FieldCatalogTests
{
    [Fact]
    public void A_text_and_its_keyword_twin_are_one_field() =>
        Assert.Equal(new Field("customer", FieldKind.String, "text", "customer.keyword", IsText: true), Some.Catalog.Find("customer"));

    [Fact]
    public void Twins_are_not_listed_and_nested_fields_have_dotted_names()
    {
        var names = Some.Catalog.Fields.Select(field => field.Name).ToList();
        Assert.Contains("client.ip", names);
        Assert.DoesNotContain("customer.keyword", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Where_indices_disagree_the_field_shows_both_types_and_keeps_an_exact_name()
    {
        using var mapping = JsonDocument.Parse("""
            {"a":{"mappings":{"properties":{"x":{"type":"keyword"},"n":{"type":"long"}}}},
             "b":{"mappings":{"properties":{"x":{"type":"text"},"n":{"type":"double"}}}},
             "c":{"mappings":{}}}
            """);
        var catalog = FieldCatalog.Parse(mapping.RootElement);
        Assert.Equal(("keyword/text", "x", true), (catalog.Find("x")!.MappingType, catalog.Find("x")!.ExactName, catalog.Find("x")!.IsText));
        Assert.Equal(("long/double", FieldKind.Number), (catalog.Find("n")!.MappingType, catalog.Find("n")!.Kind));
    }

    [Theory]
    [InlineData("custmer", "customer")]
    [InlineData("Status", "status")]
    [InlineData("nothing-like-it", null)]
    public void The_nearest_name_is_found_when_it_is_near(string name, string? nearest) => Assert.Equal(nearest, Some.Catalog.Nearest(name));
}
