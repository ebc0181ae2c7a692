using System.Reflection;
using El4k.Architecture.Tests.Repository;
using El4k.Architecture.Tests.Rules;

namespace El4k.Architecture.Tests;

/// <summary>What others compile against is written down; to accept a change, run with <c>EL4K_APPROVE=1</c> and commit the diff.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("El4k.Client", null)]
    [InlineData("El4k.Client.AspNetCore", null)]
    [InlineData("El4k.Collector", "El4k.Collector.Plugins")]
    public void The_public_surface_is_the_approved_one(string assembly, string? space)
    {
        var printed = PublicSurface.Print(Assembly.Load(assembly), type => space is null || type.Namespace == space);
        var file = Path.Combine(RepositoryRoot.Path, "tests", "El4k.Architecture.Tests", "Approved", assembly + ".PublicApi.approved.txt");
        if (Environment.GetEnvironmentVariable("EL4K_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, printed);
        }

        Assert.NotEqual("", printed);
        Assert.True(File.Exists(file), $"{file} is missing: run with EL4K_APPROVE=1 and commit it");
        Assert.Equal(File.ReadAllText(file), printed);
    }

    [Fact]
    public void A_planted_member_changes_the_print()
    {
        var printed = PublicSurface.Print(typeof(PublicApiTests).Assembly, type => type == typeof(PublicApiTests));

        Assert.Contains("A_planted_member_changes_the_print()", printed, StringComparison.Ordinal);
    }
}
