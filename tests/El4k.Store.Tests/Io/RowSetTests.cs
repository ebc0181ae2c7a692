using El4k.Store.Io;

namespace El4k.Store.Tests.Io;

public sealed class RowSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(1024)]
    [InlineData(2500)]
    public void A_row_set_agrees_with_a_set_of_numbers(int rows)
    {
        var random = new Random(rows);
        for (var round = 0; round < 20; round++)
        {
            var (left, leftModel) = Random(random, rows);
            var (right, rightModel) = Random(random, rows);
            var operation = random.Next(5);
            switch (operation)
            {
                case 0:
                    left.And(right);
                    leftModel.IntersectWith(rightModel);
                    break;
                case 1:
                    left.Or(right);
                    leftModel.UnionWith(rightModel);
                    break;
                case 2:
                    left.AndNot(right);
                    leftModel.ExceptWith(rightModel);
                    break;
                case 3:
                    left.Not();
                    leftModel = [.. Enumerable.Range(0, rows).Except(leftModel)];
                    break;
                default:
                    var start = random.Next(rows + 1);
                    var end = random.Next(start, rows + 1);
                    left.AddRange(start, end);
                    leftModel.UnionWith(Enumerable.Range(start, end - start));
                    break;
            }

            Check(leftModel, left);
        }
    }

    [Theory]
    [InlineData(100, 50)]
    [InlineData(100, 64)]
    [InlineData(3000, 1025)]
    [InlineData(100, 5000)]
    public void And_with_a_set_of_other_size_leaves_the_rows_beyond_it(int rows, int otherRows)
    {
        var random = new Random(2);
        var (set, model) = Random(random, rows);
        var (other, otherModel) = Random(random, otherRows);
        set.AndPrefix(other);

        Check([.. model.Where(row => row >= otherRows || otherModel.Contains(row))], set);
    }

    [Fact]
    public void A_set_that_grows_fills_the_new_rows()
    {
        var set = RowSet.All(70);
        set.Remove(69);
        Check([.. Enumerable.Range(0, 2000).Where(row => row != 69)], set.Resized(2000, value: true));
        Check([.. Enumerable.Range(0, 69)], set.Resized(2000, value: false));
    }

    private static (RowSet Set, SortedSet<int> Model) Random(Random random, int rows)
    {
        var set = new RowSet(rows);
        var model = new SortedSet<int>();
        for (var i = random.Next(rows + 1); i > 0; i--)
        {
            var row = random.Next(rows);
            set.Add(row);
            model.Add(row);
        }

        return (set, model);
    }

    private static void Check(SortedSet<int> expected, RowSet set)
    {
        var found = new List<int>();
        for (var row = set.NextFrom(0); row >= 0; row = set.NextFrom(row + 1))
        {
            found.Add(row);
        }

        Assert.Equal(expected, found);
        Assert.Equal(expected.Count, set.Count());
        Assert.Equal(expected.Count == 0, set.IsEmpty());
        var offsets = new int[RowBlock.Size];
        var inBlocks = Enumerable.Range(0, RowBlock.CountFor(set.RowCount))
            .SelectMany(block => offsets[..set.ReadOffsets(block, offsets)].Select(offset => (block << RowBlock.Shift) + offset));
        Assert.Equal(expected, inBlocks);
        Assert.Equal(expected.Count, Enumerable.Range(0, RowBlock.CountFor(set.RowCount)).Sum(set.CountBlock));
    }
}
