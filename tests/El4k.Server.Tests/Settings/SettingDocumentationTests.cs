using El4k.Server.Settings;

namespace El4k.Server.Tests.Settings;

/// <summary>The table of docs/configuration.md against the list of settings.</summary>
public sealed class SettingDocumentationTests
{
    private static readonly string[] _rows = [.. File.ReadLines(Path.Combine(Root(), "docs/configuration.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(c => c == '|') == 6)];

    public static TheoryData<string> Names => [.. SettingList.All.Select(setting => setting.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_has_a_row_with_the_option_and_the_default(string name)
    {
        var setting = SettingList.All.Single(setting => setting.Name == name);
        var cells = Assert.Single(_rows, row => row.StartsWith($"| `{name}` ", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);

        Assert.Equal(setting.Letter is null ? "" : $"`{setting.Letter}`", cells[2]);
        Assert.Equal(setting.Default.Length == 0 ? "" : $"`{setting.Default}`", cells[3]);
        Assert.Equal(setting.IsOfPipeline ? "pipeline" : "program", cells[4]);
        Assert.StartsWith(setting.Meaning[..12], cells[5], StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_no_row_for_a_setting_that_is_not_there() =>
        Assert.Empty(_rows.Select(row => row.Split('`')[1]).Where(name => name.Contains('.', StringComparison.Ordinal)).Except(SettingList.All.Select(setting => setting.Name)));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EL4K.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
