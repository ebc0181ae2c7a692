using System.Reflection;
using System.Xml.Linq;
using El4k.Architecture.Tests.Rules;

namespace El4k.Architecture.Tests;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("El4k.Client", null)]
    [InlineData("El4k.Client.AspNetCore", null)]
    [InlineData("El4k.Collector", "El4k.Collector.Plugins")]
    public void What_is_promised_is_documented(string assembly, string? space)
    {
        var loaded = Assembly.Load(assembly);
        MissingDocumentation.Check(loaded, XDocument.Load(Path.ChangeExtension(loaded.Location, ".xml")), type => space is null || type.Namespace == space).AssertHolds();
    }

    [Fact]
    public void A_planted_type_without_docstring_is_reported()
    {
        var report = MissingDocumentation.Check(typeof(DocumentationTests).Assembly, new XDocument(new XElement("doc")), type => type == typeof(DocumentationTests));

        Assert.Contains(report.Breaches, b => b.Where.EndsWith(nameof(DocumentationTests), StringComparison.Ordinal));
    }
}
