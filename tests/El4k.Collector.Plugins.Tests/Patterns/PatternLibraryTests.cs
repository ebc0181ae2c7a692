using El4k.Collector.Plugins.Patterns;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Patterns;

public class PatternLibraryTests
{
    [Fact]
    public void Files_of_later_folders_replace_definitions_of_earlier_ones_and_of_the_library()
    {
        using var folder = new TemporaryFolder();
        folder.Write("first/own", "WORD first\nOWN one\n");
        folder.Write("second/own", "OWN two\n");

        var library = PatternLibrary.BuiltIn.WithFiles([Path.Combine(folder.Path, "first"), Path.Combine(folder.Path, "second")], "*");

        Assert.Equal("first", DefinitionOf(library, "WORD"));
        Assert.Equal("two", DefinitionOf(library, "OWN"));
        Assert.NotEqual("first", DefinitionOf(PatternLibrary.BuiltIn, "WORD"));
    }

    [Fact]
    public void A_path_may_also_name_a_single_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own", "# comment\n\nOWN\t[a-c] d\n");

        Assert.Equal("[a-c] d", DefinitionOf(PatternLibrary.BuiltIn.WithFiles([Path.Combine(folder.Path, "own")], "*"), "OWN"));
    }

    [Fact]
    public void A_path_where_nothing_lies_is_an_error_of_the_option()
    {
        var error = Assert.Throws<PluginOptionException>(() => PatternLibrary.BuiltIn.WithFiles(["/nowhere/patterns"], "*"));

        Assert.Contains("there is no file or folder '/nowhere/patterns'", error.Message);
    }

    private static string DefinitionOf(PatternLibrary library, string name) =>
        library.TryGet(name, out var definition) ? definition : throw new KeyNotFoundException(name);
}
