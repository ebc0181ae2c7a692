using El4k.Collector.Events;
using El4k.Testing;

namespace El4k.Collector.Tests.Events;

public sealed class FieldReferenceTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Events/field-references.cases", 2);

    public static IEnumerable<object[]> Escapes => CaseFile.Rows("Events/field-escapes.cases", 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_reference_is_split_into_names_or_refused(string where, string text, string expected)
    {
        string actual = FieldReference.TryParse(text, out FieldReference? reference, out string? error)
            ? string.Join(" . ", reference.Names.ToArray())
            : $"error: {error}";
        Assert.Equal((where, expected), (where, actual));
    }

    [Theory]
    [MemberData(nameof(Escapes))]
    public void Brackets_of_a_name_are_written_as_the_style_says(string where, string style, string text, string expected)
    {
        FieldEscapeStyle escapes = Enum.Parse<FieldEscapeStyle>(style, ignoreCase: true);
        for (int time = 0; time < 2; time++)
        {
            // The second time it is remembered.
            string actual = FieldReference.TryParse(text, escapes, out FieldReference? reference, out string? error)
                ? string.Join(" . ", reference.Names.ToArray())
                : $"error: {error}";
            Assert.Equal((where, expected), (where, actual));
        }
    }

    [Fact]
    public void The_empty_text_is_refused()
    {
        Assert.Throws<FormatException>(() => FieldReference.Parse(""));
    }

    [Fact]
    public void References_of_the_same_names_are_equal_however_written()
    {
        Assert.Equal(FieldReference.Parse("a"), FieldReference.Parse("[a]"));
        Assert.Equal(FieldReference.Parse("[a][b]"), FieldReference.Parse("a").Child("b"));
        Assert.NotEqual(FieldReference.Parse("[a][b]"), FieldReference.TopLevel("[a][b]"));
        Assert.True(FieldReference.Parse("[@metadata][x]").IsMetadata);
    }
}
