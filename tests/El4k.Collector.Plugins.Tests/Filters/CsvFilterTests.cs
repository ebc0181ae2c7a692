using System.Globalization;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class CsvFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Csv/csv.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Csv/csv-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_row_is_taken_apart_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "csv", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"csv {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Fact]
    public void The_first_row_names_the_columns_of_all_that_follow()
    {
        var pipeline = FilterPipeline.Load("csv { autodetect_column_names => true convert => { \"n\" => \"integer\" } remove_field => \"message\" }");

        var results = pipeline.Run(Line("name,,n"), Line("ann,x,5"), Line("bob,y,6,z"));

        Assert.Equal(2, results.Count);
        FilterCase.AssertSame("first", """{"name":"ann","column2":"x","n":5}""", results[0].ToJson());
        FilterCase.AssertSame("second", """{"name":"bob","column2":"y","n":6,"column4":"z"}""", results[1].ToJson());
    }

    [Fact]
    public void One_header_is_taken_although_several_workers_look_for_it()
    {
        var pipelines = FilterPipeline.Load("csv { autodetect_column_names => true }");
        var kept = 0;

        Parallel.For(0, 64, _ => Interlocked.Add(ref kept, pipelines.RunApart(Line("a,b")).Count));

        Assert.Equal(63, kept);
    }

    [Theory]
    [InlineData("2017-06-01")]
    [InlineData("Jun 1, 2017")]
    [InlineData("Thu, June 1 17")]
    public void A_date_begins_in_the_zone_of_the_machine(string text)
    {
        var result = FilterPipeline.Load("csv { separator => \";\" convert => { \"column1\" => \"date\" } }").Run(Line(text)).Single();

        var expected = new DateTimeOffset(DateTime.ParseExact("2017-06-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal));
        Assert.Equal(Timestamp.From(expected), result.Get(FieldReference.Parse("column1")));
    }

    [Fact]
    public void A_row_of_more_values_than_an_event_takes_fields_is_a_failure()
    {
        Assert.True(FilterPipeline.Load("csv { }").Run(Line(new string(',', CsvRow.MaximumValues))).Single().HasTag("_csvparsefailure"));
        Assert.False(FilterPipeline.Load("csv { }").Run(Line(new string(',', CsvRow.MaximumValues - 1))).Single().HasTag("_csvparsefailure"));
    }

    private static Event Line(string text)
    {
        var line = Event.Create();
        line.Set(FieldReference.Message, text);
        return line;
    }
}
