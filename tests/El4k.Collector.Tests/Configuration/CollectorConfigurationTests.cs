using System.Collections;
using System.Globalization;
using System.Reflection;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Configuration;

public sealed class CollectorConfigurationTests
{
    public static IEnumerable<object[]> Options => CaseFile.Rows("Configuration/options.cases", 3);

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_is_bound_or_refused_with_a_reason(string where, string options, string expected, string suggestion)
    {
        ConfigurationResult loaded = FakePlugins.Load($"filter {{ fake {{ {options} }} }}", Variable);
        if (expected.StartsWith("error: ", StringComparison.Ordinal))
        {
            Diagnostic error = Assert.Single(loaded.Errors);
            Assert.Equal((where, expected[7..], suggestion), (where, error.Message, error.Suggestion ?? "-"));
            return;
        }

        Assert.True(loaded.IsValid, $"{where}: {string.Join('\n', loaded.Diagnostics)}");
        var step = (PluginStep<IFilter>)loaded.Definition.Filters[0];
        Assert.Equal((where, expected), (where, Describe(((FakeFilter)step.Plugin).Options)));
    }

    [Theory]
    [InlineData("input { sqs { queue => \"q\" } }", "The input plugin sqs is not in EL4K yet.")]
    [InlineData("output { amazon_es { hosts => \"h\" } }", "The output plugin amazon_es is not in EL4K yet.")]
    [InlineData("filter { ruby { code => \"x\" } }", "The filter plugin ruby is not in EL4K yet.")]
    [InlineData("input { fake { codec => cef } }", "The codec plugin cef is not in EL4K yet.")]
    [InlineData("filter { mutaet { } }", "There is no filter plugin mutaet.")]
    [InlineData("output { nonsense { } }", "There is no output plugin nonsense.")]
    [InlineData("output { memory { ssl_enabled => true } }", "The option ssl_enabled of memory is not in EL4K yet.")]
    [InlineData("input { fake { codec => json codec => json } }", "fake has two codecs.")]
    [InlineData("input { fake { id => \"a\" } } filter { mutate { id => \"a\" } }", "Two plugins have the id \"a\".")]
    [InlineData("output { memory { hosts => \"a\" host => \"b\" } }", "hosts is given twice, under its present and its former name.")]
    public void What_cannot_be_used_is_an_error_that_names_it(string text, string expected)
    {
        ConfigurationResult loaded = FakePlugins.Load(text);
        Assert.False(loaded.IsValid);
        Assert.Equal(expected, Assert.Single(loaded.Errors).Message);
    }

    [Theory]
    [InlineData("filter { fake { text => \"refused\" } }", "test.conf:1:25: error: ")]
    [InlineData("filter { fake { words => \"refused\" } }", "test.conf:1:26: error: ")]
    [InlineData("filter { fake { words => \"${NOT_SET}\" } }", "test.conf:1:26: error: ")]
    public void A_value_that_a_plugin_refuses_is_pointed_at_also_under_a_former_name(string text, string place) =>
        Assert.StartsWith(place, Assert.Single(FakePlugins.Load(text).Errors).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("output { memory { host => \"a\" } }", "The option host of memory is now called hosts.")]
    [InlineData("output { memory { enable_metric => false } }", "The option enable_metric of memory has no effect here.")]
    [InlineData("filter { fake { periodic => 1 } }", "The option periodic of fake has no effect here.")]
    [InlineData("filter { fake { enable_metric => true } }", "The option enable_metric of fake has no effect here.")]
    [InlineData("input { fake { } }", "There is no output: what comes in goes nowhere.")]
    [InlineData("output { memory { } }", "There is no input: the pipeline ends at once.")]
    [InlineData("", "There are no plugins: the pipeline ends at once.")]
    [InlineData("# only a comment\ninput { } filter { }", "There are no plugins: the pipeline ends at once.")]
    [InlineData("filter { if [a] == \"%{b}\" { } }", "Conditions know no formats: this is compared as it stands.")]
    [InlineData("filter { if [a] in [\"x${B:c}\", \"y\"] { } }", "In a condition a variable is replaced only if it is the whole text.")]
    [InlineData("input { if [x] { fake { } } }", "A condition around inputs has no event to look at: all of them are used.")]
    public void What_is_accepted_but_not_as_written_is_a_warning(string text, string expected)
    {
        ConfigurationResult loaded = FakePlugins.Load(text);
        Assert.True(loaded.IsValid, string.Join('\n', loaded.Diagnostics));
        Assert.Contains(expected, loaded.Warnings.Select(warning => warning.Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(5000)]
    public void Of_a_very_long_line_only_the_part_around_the_error_is_shown(int before)
    {
        string text = $"filter {{ {string.Concat(Enumerable.Repeat("mutate { } ", before / 11))}mutaet {{ }} {string.Concat(Enumerable.Repeat("mutate { } ", 100))}}}";
        string[] lines = Assert.Single(FakePlugins.Load(text).Errors).ToString().Split('\n');
        Assert.InRange(lines[1].Length, 100, 170);
        Assert.Equal("mutaet", lines[1].Substring(lines[2].IndexOf('^', StringComparison.Ordinal), lines[2].Count(c => c == '^')));
    }

    [Fact]
    public void A_configuration_that_is_all_right_has_nothing_to_say()
    {
        Assert.Empty(FakePlugins.Load("input { fake { } } filter { if [a] == \"b\" { mutate { } } } output { memory { } }").Diagnostics);
    }

    [Fact]
    public void All_errors_of_all_passes_are_reported_at_once_in_the_order_of_the_text()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { sqs { } fake { cout => 1 } }
            filter { mutate { drop => perhaps set => { "a" => "b", "c" => "d" } } if [a] = 1 { } }
            output { memory { index => "${GONE}" } }
            """);
        Assert.Equal(["1:9", "1:24", "2:27", "2:54", "2:78", "3:28"], loaded.Errors.Select(e => $"{e.Span.Line}:{e.Span.Column}"));
    }

    [Fact]
    public void An_option_that_cannot_be_parsed_is_not_reported_as_missing_too()
    {
        ConfigurationResult loaded = FakePlugins.Load("input { listener { port = 1 codec => nonsense } }");
        Assert.Equal(["1:25", "1:38"], loaded.Errors.Select(e => $"{e.Span.Line}:{e.Span.Column}"));
        Assert.Equal("listener needs the option port.", Assert.Single(FakePlugins.Load("input { listener { } }").Errors).Message);
    }

    [Fact]
    public void On_a_stream_json_gives_way_to_json_lines()
    {
        ConfigurationResult loaded = FakePlugins.Load("""input { stream { codec => json { charset => "latin1" } } fake { } }""");
        Assert.Equal("latin1", ((FakeCodec)loaded.Definition!.Inputs[0].Context.Codec!).Charset);
        Assert.Equal(["stream", "fake"], loaded.Definition.Inputs.Select(input => input.Context.Id));
    }

    [Fact]
    public void Plugins_without_an_id_are_numbered_by_name()
    {
        ConfigurationResult loaded = FakePlugins.Load("filter { mutate { } mutate { } fake { } mutate { id => \"mine\" } }");
        Assert.Equal(["mutate", "mutate_2", "fake", "mine"], loaded.Definition!.Filters.Select(step => ((PluginStep<IFilter>)step).Context.Id));
    }

    [Fact]
    public void The_files_of_a_folder_are_one_pipeline_in_the_order_of_their_names()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "20.conf"), "filter { mutate { id => \"second\" } }");
            File.WriteAllText(Path.Combine(folder, "10.conf"), "filter { mutate { id => \"first\" } }");
            File.WriteAllText(Path.Combine(folder, "30.conf~"), "nonsense");
            ConfigurationContext context = new() { Registry = FakePlugins.Registry };
            foreach (string path in (string[])[folder, Path.Combine(folder, "*.conf")])
            {
                ConfigurationResult loaded = CollectorConfiguration.LoadFile(path, context);
                Assert.Equal(["first", "second"], loaded.Definition!.Filters.Select(step => ((PluginStep<IFilter>)step).Context.Id));
            }

            Assert.Throws<FileNotFoundException>(() => CollectorConfiguration.LoadFile(Path.Combine(folder, "none.conf"), context));
            string empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
            Assert.Equal($"There is no configuration file in the folder {empty}.", Assert.Throws<FileNotFoundException>(() => CollectorConfiguration.LoadFile(empty, context)).Message);
            File.WriteAllBytes(Path.Combine(folder, "40.conf"), [(byte)'#', 0xe9]);
            Assert.Equal("The file is not UTF-8.", Assert.Single(CollectorConfiguration.LoadFile(folder, context).Errors).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_text_is_loaded_or_refused_and_never_an_exception()
    {
        // Pieces of the language in any order reach more of the parser than random characters do.
        string[] pieces =
        [
            "input", "filter", "output", "{", "}", "[", "]", "(", ")", "=>", ",", "if", "else", "and", "or", "not", "in", "==", "=~", "!", "/", "/x/",
            "\"", "'", "\"s\"", "'t'", "[a]", "[a][b]", "\\", "#", "\n", " ", "1", "010", "08", "-1.5", "mutate", "fake", "set", "text", "codec", "json",
            "${X}", "${X:1}", "%{a}", "é", "\uFEFF", "\0", "=", "&&", "elsif", "mutate {", "if [a] {", "text => \"x\"",
        ];
        var random = new Random(4);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        int loaded = 0;
        while (clock.Elapsed < TimeSpan.FromSeconds(2))
        {
            string text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)]));
            ConfigurationResult result = FakePlugins.Load(text);
            Assert.All(result.Diagnostics, diagnostic => Assert.NotEmpty(diagnostic.ToString()));
            Assert.Equal(result.IsValid, !result.Errors.Any());
            loaded++;
        }

        Assert.True(loaded > 100, $"Only {loaded} texts were tried.");
    }

    [Theory]
    [InlineData("filter { a { x => ", "[", 5000)]
    [InlineData("filter { a { x => ", "{ kk => ", 5000)]
    [InlineData("filter { if ", "(", 5000)]
    [InlineData("filter { ", "if [a] { ", 5000)]
    public void Nesting_without_end_is_an_error(string start, string nested, int times)
    {
        ConfigurationResult loaded = FakePlugins.Load(start + string.Concat(Enumerable.Repeat(nested, times)));
        Assert.Contains(loaded.Errors, error => error.Message.Contains("nested more than", StringComparison.Ordinal));
    }

    private static string? Variable(string name) => name switch
    {
        "HOME_OF" => "home",
        "FIVE" => "5",
        "YES" => "true",
        "QUOTED" => "\"in quotes\"",
        "LIST" => "[\"a:1\", 'b:2']",
        _ => null,
    };

    private static string Describe(FakeFilterOptions options)
    {
        var defaults = new FakeFilterOptions();
        IEnumerable<string> changed =
            from property in typeof(FakeFilterOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            let text = Describe(property.GetValue(options))
            where text != Describe(property.GetValue(defaults)) || (property.GetValue(options) is "" or IReadOnlyList<string> { Count: 0 } && property.GetValue(defaults) != property.GetValue(options))
            select $"{property.Name}={text}";
        return string.Join(' ', changed);
    }

    private static string Describe(object? value) => value switch
    {
        null => string.Empty,
        ByteSize size => $"{size.Bytes}",
        string text => text,
        OptionMap<FieldReference, El4k.Collector.Expressions.StringFormat> map => string.Join('|', map.Select(pair => $"{pair.Key}:{pair.Value}")),
        OptionMap<string, IReadOnlyList<string>> map => string.Join('|', map.Select(pair => $"{pair.Key}:{string.Join('+', pair.Value)}")),
        IEnumerable list => string.Join('|', list.Cast<object>().Select(Describe)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
