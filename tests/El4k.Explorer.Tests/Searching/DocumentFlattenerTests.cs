using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Tests.Searching;

public sealed class DocumentFlattenerTests
{
    [Fact]
    public void Objects_become_dotted_paths_and_scalars_keep_their_types() => JsonAssert.Equal(
        """{"a.b":1,"a.c.d":"x","e":[1,"y",null],"f":null,"g":true,"i":"[{\"j\":1}]"}""",
        Flatten("""{"a":{"b":1,"c":{"d":"x"}},"e":[1,"y",null],"f":null,"g":true,"h":{},"i":[{"j":1}]}""").Fields, "flat");

    [Fact]
    public void Long_values_are_cut_and_named_but_no_character_is_torn()
    {
        var (fields, cut) = Flatten("""{"long":"12345678901234567890","pair":"123456789😀","list":[1,2,3,4],"short":"x"}""");
        JsonAssert.Equal("""{"long":"1234567890","pair":"123456789","list":[1,2,3],"short":"x"}""", fields, "cut");
        Assert.Equal(["long", "pair", "list"], cut);
    }

    [Fact]
    public void Further_fields_are_left_out() =>
        Assert.Equal(5, Flatten("""{"a":1,"b":1,"c":1,"d":1,"e":1,"f":{"g":1}}""", maxFields: 5).Fields.Count);

    private static (JsonObject Fields, List<string> Cut) Flatten(string json, int maxFields = 50)
    {
        using var document = JsonDocument.Parse(json);
        var (fields, cut) = new DocumentFlattener(maxFields, maxLength: 10, maxItems: 3).Flatten(document.RootElement);
        return (new JsonObject(fields), cut);
    }
}
