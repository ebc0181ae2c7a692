using El4k.Server.Demo;

namespace El4k.Server.Tests.Demo;

public sealed class WeightedChoiceTests
{
    [Fact]
    public void An_item_comes_as_often_as_its_weight_says()
    {
        var choice = new WeightedChoice<(string Name, double Weight)>([("a", 1), ("b", 3), ("c", 0)], item => item.Weight);
        var random = new Random(7);
        var counts = Enumerable.Range(0, 10_000).Select(_ => choice.Next(random).Name).CountBy(name => name).ToDictionary();

        Assert.InRange(counts["b"] / (double)counts["a"], 2.7, 3.3);
        Assert.False(counts.ContainsKey("c"));
    }
}
