//! In one process: who joins, who leads, and who goes away.

use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Waker};

use loom::future::block_on;
use loom::sync::Arc;
use loom::sync::atomic::AtomicUsize;
use loom::thread;

use crate::check;
use crate::flight::{Boarded, Fit, Flights, Lead};

type Calls = Flights<Need, &'static str>;

/// What somebody comes along for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    /// Whatever is under way.
    Any,
    /// What begins from now on.
    Newer,
}

/// One grant, and how many lead a flight of it at the moment.
#[derive(Default)]
struct Stage {
    calls: Calls,
    leaders: AtomicUsize,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "`board` lends both: what a flight is about may be large"
)]
fn fit(needed: &Need, _: &Need) -> Fit<&'static str> {
    match needed {
        Need::Any => Fit::Joins,
        Need::Newer => Fit::Precedes,
    }
}

impl Stage {
    /// Somebody who leads when there is nobody else, and waits for the outcome.
    fn call(&self, need: Need) -> Option<&'static str> {
        let Boarded { joined, leads } = self.calls.board(need, fit);
        if let Some(lead) = leads {
            self.lead(lead);
        }
        block_on(joined)
    }

    fn lead(&self, Lead { leader, earlier }: Lead<Need, &'static str>) {
        if let Some(earlier) = earlier {
            block_on(earlier);
        }
        assert_eq!(self.leaders.fetch_add(1, Ordering::SeqCst), 0, "one leads at a time");
        thread::yield_now();
        self.leaders.fetch_sub(1, Ordering::SeqCst);
        leader.land("a token").wake();
        self.calls.clear();
    }
}

#[test]
fn one_leads_at_a_time_and_all_are_given_the_outcome() {
    for needs in [[Need::Any, Need::Any], [Need::Any, Need::Newer], [Need::Newer, Need::Newer]] {
        check(2, move || {
            let stage = Arc::new(Stage::default());
            let others = needs.map(|need| {
                let stage = Arc::clone(&stage);
                thread::spawn(move || stage.call(need))
            });
            assert_eq!(stage.call(Need::Any), Some("a token"));
            for other in others {
                assert_eq!(other.join().expect("a caller"), Some("a token"));
            }
            assert!(!stage.calls.is_under_way());
        });
    }
}

#[test]
fn when_the_leader_is_gone_nobody_waits_and_the_next_one_leads() {
    check(2, || {
        let stage = Arc::new(Stage::default());
        let Boarded { joined, leads } = stage.calls.board(Need::Any, fit);
        let gone = thread::spawn(move || drop(leads));
        let other = thread::spawn({
            let stage = Arc::clone(&stage);
            move || stage.call(Need::Any)
        });
        assert_eq!(block_on(joined), None, "it is told");
        // Whether the other one has joined the flight that is lost, or come later and led one of its own.
        assert!(matches!(other.join().expect("a caller"), None | Some("a token")));
        gone.join().expect("the leader");
        assert_eq!(
            stage.call(Need::Any),
            Some("a token"),
            "nothing is left that would keep the next one out"
        );
    });
}

#[test]
fn who_goes_away_takes_nobodys_place() {
    check(2, || {
        let stage = Arc::new(Stage::default());
        let Boarded { joined, leads } = stage.calls.board(Need::Any, fit);
        let goes_away = thread::spawn({
            let stage = Arc::clone(&stage);
            move || {
                let Boarded { mut joined, leads } = stage.calls.board(Need::Any, fit);
                // If it comes after the landing, it would lead: that it does not is another story.
                drop(leads);
                let _ = Pin::new(&mut joined).poll(&mut Context::from_waker(Waker::noop()));
            }
        });
        let lands = thread::spawn({
            let stage = Arc::clone(&stage);
            move || stage.lead(leads.expect("the first one leads"))
        });
        assert_eq!(block_on(joined), Some("a token"));
        goes_away.join().expect("who goes away");
        lands.join().expect("the leader");
    });
}

/// A seat that was given up is taken by somebody else, who must not be given up with it.
#[test]
fn a_seat_is_taken_again_by_one_other() {
    check(2, || {
        let stage = Arc::new(Stage::default());
        let Boarded { joined: mut gone, leads } = stage.calls.board(Need::Any, fit);
        let _ = Pin::new(&mut gone).poll(&mut Context::from_waker(Waker::noop()));
        let waiting = [(); 2].map(|()| {
            let stage = Arc::clone(&stage);
            thread::spawn(move || stage.call(Need::Any))
        });
        drop(gone);
        stage.lead(leads.expect("the first one leads"));
        for caller in waiting {
            assert_eq!(caller.join().expect("a caller"), Some("a token"));
        }
    });
}

#[test]
fn a_flight_that_takes_too_long_holds_nobody_and_disturbs_nobody_when_it_lands() {
    check(2, || {
        let stage = Arc::new(Stage::default());
        let Boarded { joined, leads } = stage.calls.board(Need::Any, fit);
        let lands_late = thread::spawn({
            let stage = Arc::clone(&stage);
            move || {
                leads.expect("the first one leads").leader.land("a late token").wake();
                stage.calls.clear();
            }
        });
        let loses_patience = thread::spawn({
            let stage = Arc::clone(&stage);
            move || {
                let Boarded { joined, leads } =
                    stage.calls.board(Need::Any, |_, _| Fit::Overdue("it takes too long"));
                let lead = leads.expect("nothing is joined that takes too long");
                assert!(lead.earlier.is_none(), "nor waited for");
                stage.lead(lead);
                block_on(joined)
            }
        });
        assert!(matches!(block_on(joined), Some("a late token" | "it takes too long")));
        assert_eq!(loses_patience.join().expect("a caller"), Some("a token"));
        lands_late.join().expect("the leader");
        assert!(!stage.calls.is_under_way());
    });
}
