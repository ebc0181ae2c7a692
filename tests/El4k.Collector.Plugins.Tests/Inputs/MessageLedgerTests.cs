using El4k.Aws.Sqs;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Sqs;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class MessageLedgerTests
{
    private static readonly TimeSpan _hidden = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.Zero));
    private readonly MessageLedger _ledger;

    public MessageLedgerTests() => _ledger = new MessageLedger(_time);

    [Fact]
    public void A_message_is_hidden_longer_when_half_of_its_time_is_over()
    {
        var start = _time.GetUtcNow();
        Assert.True(_ledger.TryAdd(Message("a"), _hidden));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(_ledger.TryAdd(Message("b"), _hidden));

        Assert.Empty(_ledger.FindExpiring(_hidden, out var next));
        Assert.Equal(start + TimeSpan.FromSeconds(15), next);

        _time.Advance(TimeSpan.FromSeconds(10));
        var due = Assert.Single(_ledger.FindExpiring(_hidden, out next));
        Assert.Equal("a", due.Id);
        Assert.Equal(start + TimeSpan.FromSeconds(20), next);

        _ledger.Extend(due, _time.GetUtcNow() + _hidden);
        Assert.Empty(_ledger.FindExpiring(_hidden, out _));
    }

    [Fact]
    public void After_twelve_hours_the_service_hides_no_message_longer()
    {
        _ledger.TryAdd(Message("a"), _hidden);
        _time.Advance(MessageLedger.LongestHidden - _hidden);
        Assert.Single(_ledger.FindExpiring(_hidden, out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_ledger.FindExpiring(_hidden, out _));
        Assert.Equal(1, _ledger.Count);
    }

    [Fact]
    public void A_message_that_comes_again_keeps_its_place_and_gets_the_newer_handle()
    {
        _ledger.TryAdd(Message("a", "first"), _hidden);
        Assert.False(_ledger.TryAdd(Message("a", "second"), _hidden));

        _ledger.End(["a"], BatchOutcome.Delivered);
        Assert.False(_ledger.TryAdd(Message("a", "third"), _hidden));
        Assert.Equal("third", Assert.Single(_ledger.Take(BatchOutcome.Delivered, 10)).Handle);
        Assert.Empty(_ledger.Take(BatchOutcome.Delivered, 10));
    }

    [Fact]
    public void What_was_not_dealt_with_is_handed_out_again_until_it_is()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            _ledger.TryAdd(Message(id), _hidden);
        }

        _ledger.End(["a", "b"], BatchOutcome.Delivered);
        _ledger.End(["a"], BatchOutcome.Abandoned);
        var taken = Assert.Single(_ledger.Take(BatchOutcome.Delivered, 1));
        _ledger.Return([taken]);
        Assert.Equal(["b", "a"], _ledger.Take(BatchOutcome.Delivered, 10).Select(held => held.Id));

        _ledger.Remove(taken);
        _ledger.AbandonRest();
        Assert.Equal("c", Assert.Single(_ledger.Take(BatchOutcome.Abandoned, 10)).Id);
        Assert.Equal(2, _ledger.Count);
    }

    private static SqsMessage Message(string id, string handle = "h") => new(id, handle, [], "");
}
