//! Many who need the same thing, and one who gets it for all: who finds it under way joins, who does not leads.
//!
//! It knows neither time nor a runtime, and takes its locks from the module around it: the program gives it those of the
//! standard library, and the model in `tests/model` those of loom, which tries every order in which tasks can meet here.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use slab::Slab;

use super::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The flights of one destination, of which the latest can be joined.
pub(crate) struct Flights<A, T> {
    latest: Mutex<Option<Arc<Flight<A, T>>>>,
}

/// What a flight that is under way is to somebody who comes along.
pub(crate) enum Fit<T> {
    /// It brings what is needed.
    Joins,
    /// It brings something else: the next flight begins when this one has landed.
    Precedes,
    /// Nobody waits for it any longer: those who do are given this.
    Overdue(T),
}

/// The right to lead a flight. If it is dropped before it lands, all who wait learn that nothing comes.
#[must_use = "a flight that is not led is lost"]
pub(crate) struct Leader<A, T> {
    flight: Arc<Flight<A, T>>,
}

/// What a flight brings; `None` when it is lost.
#[must_use = "who does not wait for a flight learns nothing from it"]
pub(crate) struct Joined<A, T> {
    flight: Arc<Flight<A, T>>,
    seat: Option<u32>,
}

/// A place on a flight, and what goes with it for whoever leads.
pub(crate) struct Boarded<A, T> {
    pub(crate) joined: Joined<A, T>,
    /// There was nothing to join.
    pub(crate) leads: Option<Lead<A, T>>,
}

/// What whoever leads has to do: wait for the earlier flight, if there is one, and land this one.
pub(crate) struct Lead<A, T> {
    pub(crate) leader: Leader<A, T>,
    pub(crate) earlier: Option<Joined<A, T>>,
}

struct Flight<A, T> {
    about: A,
    state: Mutex<State<T>>,
}

enum State<T> {
    UnderWay(Seats),
    Landed(T),
    Lost,
}

/// Who is to be woken. A seat that was given up is taken by the next who comes.
#[derive(Default)]
struct Seats(Slab<Waker>);

/// Those whose flight has ended. They are woken when no lock is held: what a waker does is not ours to know.
#[derive(Default)]
#[must_use = "who is not woken waits for ever"]
pub(crate) struct Waiters(Seats);

impl<A, T> Flights<A, T> {
    /// Joins the flight under way if it fits, or leads one `about` something else.
    pub(crate) fn board(&self, about: A, fit: impl FnOnce(&A, &A) -> Fit<T>) -> Boarded<A, T> {
        let mut given_up = Waiters::default();
        let mut latest = lock(&self.latest);
        let under_way = latest.as_ref().filter(|flight| flight.is_under_way());
        let earlier = match under_way.map(|flight| (flight, fit(&about, &flight.about))) {
            Some((flight, Fit::Joins)) => return Boarded { joined: Joined::of(flight), leads: None },
            Some((flight, Fit::Precedes)) => Some(Joined::of(flight)),
            Some((flight, Fit::Overdue(outcome))) => {
                given_up = flight.end(State::Landed(outcome));
                None
            }
            None => None,
        };
        let flight = Arc::new(Flight { about, state: Mutex::new(State::UnderWay(Seats::default())) });
        *latest = Some(Arc::clone(&flight));
        drop(latest);
        given_up.wake();
        Boarded { joined: Joined::of(&flight), leads: Some(Lead { leader: Leader { flight }, earlier }) }
    }

    /// Whether one is under way.
    pub(crate) fn is_under_way(&self) -> bool {
        lock(&self.latest).as_ref().is_some_and(|flight| flight.is_under_way())
    }

    /// Lets go of a flight that has landed, which holds what it has brought.
    pub(crate) fn clear(&self) {
        lock(&self.latest).take_if(|flight| !flight.is_under_way());
    }
}

impl<A, T> Default for Flights<A, T> {
    fn default() -> Flights<A, T> {
        Flights { latest: Mutex::new(None) }
    }
}

impl<A, T> Leader<A, T> {
    /// Gives the outcome to all who wait, unless they have been given another one.
    pub(crate) fn land(&self, outcome: T) -> Waiters {
        self.flight.end(State::Landed(outcome))
    }
}

impl<A, T> Drop for Leader<A, T> {
    fn drop(&mut self) {
        self.flight.end(State::Lost).wake();
    }
}

impl<A, T> Joined<A, T> {
    fn of(flight: &Arc<Flight<A, T>>) -> Joined<A, T> {
        Joined { flight: Arc::clone(flight), seat: None }
    }
}

impl<A, T: Clone> Future for Joined<A, T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let joined = &mut *self;
        let outcome = match &mut *lock(&joined.flight.state) {
            State::UnderWay(seats) => {
                seats.wait(&mut joined.seat, context.waker());
                return Poll::Pending;
            }
            State::Landed(outcome) => Some(outcome.clone()),
            State::Lost => None,
        };
        joined.seat = None;
        Poll::Ready(outcome)
    }
}

impl<A, T> Drop for Joined<A, T> {
    fn drop(&mut self) {
        let Some(seat) = self.seat else { return };
        if let State::UnderWay(seats) = &mut *lock(&self.flight.state) {
            seats.give_up(seat);
        }
    }
}

impl<A, T> Flight<A, T> {
    fn is_under_way(&self) -> bool {
        matches!(*lock(&self.state), State::UnderWay(_))
    }

    /// Ends the flight, unless it has ended before.
    fn end(&self, state: State<T>) -> Waiters {
        let mut current = lock(&self.state);
        match &mut *current {
            State::UnderWay(seats) => {
                let waiters = Waiters(mem::take(seats));
                *current = state;
                waiters
            }
            State::Landed(_) | State::Lost => Waiters::default(),
        }
    }
}

impl Seats {
    fn wait(&mut self, seat: &mut Option<u32>, waker: &Waker) {
        match seat.and_then(|seat| self.0.get_mut(seat as usize)) {
            Some(known) => known.clone_from(waker),
            None => *seat = u32::try_from(self.0.insert(waker.clone())).ok(),
        }
    }

    fn give_up(&mut self, seat: u32) {
        self.0.try_remove(seat as usize);
    }
}

impl Waiters {
    pub(crate) fn wake(self) {
        self.0.0.into_iter().for_each(|(_, waker)| waker.wake());
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
