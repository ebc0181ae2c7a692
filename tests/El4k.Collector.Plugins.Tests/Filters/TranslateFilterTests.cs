using System.Text.Json.Nodes;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Translate;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public sealed class TranslateFilterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2015, 5, 17, 10, 5, 3, TimeSpan.Zero));
    private readonly RecordingLog _log = new();
    private DateTime _written = new(2015, 5, 17, 0, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Translate/translate.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Translate/translate-errors.cases", columns: 2);

    public static IEnumerable<object[]> Yaml => CaseFile.Rows("Filters/Translate/yaml.cases", columns: 2);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_value_is_looked_up_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "translate", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"translate {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Theory]
    [MemberData(nameof(Yaml))]
    public void A_YAML_file_has_the_entries_of_its_row(string where, string yaml, string expected)
    {
        var text = yaml.Replace('|', '\n');
        if (expected.StartsWith('{'))
        {
            var entries = ValueText.Of(YamlDictionary.Parse(text));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(entries)), $"{where}: expected {expected}, got {entries}");
        }
        else
        {
            Assert.StartsWith(expected, Assert.Throws<FormatException>(() => YamlDictionary.Parse(text)).Message);
        }
    }

    [Fact]
    public void Aliases_of_aliases_are_bounded()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains("it stands for more than", Assert.Throws<FormatException>(() => YamlDictionary.Parse(yaml)).Message);
    }

    [Theory]
    [InlineData("d.yml", "\"a\": A\nb: 5\n")]
    [InlineData("d.yaml", "\uFEFFa: A\nb: 5\n")]
    [InlineData("d.json", """{"a":"A","b":5}""")]
    public void A_file_is_read_by_the_ending_of_its_name(string name, string content)
    {
        using var filter = Running(name, content);

        Assert.Equal("A", filter.Translate("a"));
        Assert.Equal(5L, filter.Translate("b"));
        Assert.Null(filter.Translate("c"));
    }

    [Fact]
    public void A_CSV_file_has_a_key_and_a_value_in_each_row()
    {
        using var filter = Running("d.csv", "a,A\r\n\"b, c\",\"line\nend\"\n\nd,D,ignored\n");

        Assert.Equal("A", filter.Translate("a"));
        Assert.Equal("line\nend", filter.Translate("b, c"));
        Assert.Equal("D", filter.Translate("d"));
    }

    [Theory]
    [InlineData("d.yml", "a: [", "d.yml: line")]
    [InlineData("d.json", "[1]", "d.json: it is no JSON object")]
    [InlineData("d.json", "{\"a\":", "d.json: it is no JSON")]
    [InlineData("d.csv", "a,b\nc,\"d", "d.csv: line 2 is no row: a quote is not closed")]
    public void A_broken_file_is_an_error_at_the_start(string name, string content, string expected)
    {
        var path = _folder.Write(name, content);

        Assert.Contains(expected, FilterPipeline.ErrorsOf($"translate {{ source => \"s\" dictionary_path => \"{path}\" }}"));
    }

    [Fact]
    public void A_YAML_file_over_the_limit_is_an_error_at_the_start()
    {
        var path = _folder.Write("d.yml", "a: 😀\n");

        Assert.Empty(FilterPipeline.ErrorsOf($"translate {{ source => \"s\" dictionary_path => \"{path}\" yaml_dictionary_code_point_limit => 5 }}"));
        Assert.Contains("more than 4 characters", FilterPipeline.ErrorsOf($"translate {{ source => \"s\" dictionary_path => \"{path}\" yaml_dictionary_code_point_limit => 4 }}"));
    }

    [Fact]
    public void A_file_that_changes_is_read_again_and_merged()
    {
        using var filter = Running("d.yml", "a: A\nb: B\n");
        Write("d.yml", "a: new\nc: C\n");
        Assert.Equal("A", filter.Translate("a"));

        _time.Advance(TimeSpan.FromSeconds(300));

        Assert.Equal(["new", "B", "C"], [filter.Translate("a"), filter.Translate("b"), filter.Translate("c")]);
        Assert.Contains(_log.Lines, line => line.Message.Contains("read again: 3 entries"));
    }

    [Fact]
    public void With_replace_the_entries_that_are_gone_go()
    {
        using var filter = Running("d.json", """{"a":"A","b":"B"}""", refresh: RefreshBehaviour.Replace, interval: 10);
        filter.Translate("a");
        Write("d.json", """{"c":"C"}""");

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([null, "C"], [filter.Translate("a"), filter.Translate("c")]);
    }

    [Fact]
    public void A_file_that_breaks_or_vanishes_leaves_the_entries_as_they_are_and_says_so()
    {
        using var filter = Running("d.yml", "a: A\n", refresh: RefreshBehaviour.Replace, interval: 10);
        filter.Translate("a");

        Write("d.yml", "a: [\n");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("A", filter.Translate("a"));
        Assert.Contains("the 1 entries from before stay: line", _log.Warnings.Single());

        File.Delete(_folder.At("d.yml"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("A", filter.Translate("a"));
        Assert.Equal(2, _log.Warnings.Count());

        Write("d.yml", "a: back\n");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("back", filter.Translate("a"));
    }

    [Fact]
    public void A_file_whose_time_cannot_be_asked_leaves_the_entries_and_the_process_as_they_are()
    {
        Directory.CreateDirectory(_folder.At("sub"));
        using var filter = Running("sub/d.json", """{"a":"A"}""", interval: 10);
        filter.Translate("a");

        // A folder that leads to itself: the system refuses to look.
        Directory.Delete(_folder.At("sub"), recursive: true);
        File.CreateSymbolicLink(_folder.At("sub"), _folder.At("sub"));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("A", filter.Translate("a"));
        Assert.Contains("the 1 entries from before stay", _log.Warnings.Single());
    }

    [Fact]
    public void No_timer_runs_before_there_are_events_without_an_interval_or_after_the_end()
    {
        var filter = Running("d.yml", "a: A\n");
        Assert.Equal(0, _time.SetTimers);
        filter.Translate("a");
        filter.Translate("a");
        Assert.Equal(1, _time.SetTimers);
        filter.Dispose();
        Assert.Equal(0, _time.SetTimers);

        using var still = Running("e.yml", "a: A\n", interval: 0);
        still.Translate("a");
        Assert.Equal(0, _time.SetTimers);
    }

    [Fact]
    public void What_was_found_belongs_to_the_event()
    {
        var pipeline = FilterPipeline.Load("""translate { source => "s" dictionary => { "a" => { "b" => 1 } } }""");

        pipeline.Run("""{"s":"a"}""").Single().Set(FieldReference.Parse("[translation][b]"), "changed");

        Assert.Equal(1L, pipeline.Run("""{"s":"a"}""").Single().Get(FieldReference.Parse("[translation][b]")));
    }

    [Fact]
    public void No_dictionary_is_a_warning()
    {
        _ = new TranslateFilter(new TranslateOptions { Source = FieldReference.Message }, PluginContext.For("translate", _log));

        Assert.Contains("nothing is ever found", Assert.Single(_log.Warnings));
    }

    private RunningTranslation Running(string name, string content, RefreshBehaviour refresh = RefreshBehaviour.Merge, int interval = 300)
    {
        Write(name, content);
        var options = new TranslateOptions
        {
            Source = FieldReference.Parse("s"),
            DictionaryPath = _folder.At(name),
            RefreshBehaviour = refresh,
            RefreshInterval = interval,
        };
        return new RunningTranslation(new TranslateFilter(options, PluginContext.For("translate", _log, _time)));
    }

    // The time of a file is set, as two writes may well fall on the same instant.
    private void Write(string name, string content)
    {
        _written = _written.AddSeconds(1);
        File.SetLastWriteTimeUtc(_folder.Write(name, content), _written);
    }

    private sealed class RunningTranslation(TranslateFilter filter) : IDisposable
    {
        public object? Translate(string value)
        {
            var selection = new FilterSelection();
            var target = Event.Create();
            target.Set(FieldReference.Parse("s"), value);
            selection.Include(target);
            filter.Filter(selection);
            return target.Get(FieldReference.Parse("translation"));
        }

        public void Dispose() => filter.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
