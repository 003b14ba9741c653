//! Matrix products in f32, by the crate `matrixmultiply` (blocked, with the machine's vector instructions).
//!
//! This file holds all unsafe code of the crate: the product's raw pointers, and the call of code that was compiled for
//! vector instructions after asking whether the machine has them.
//!
//! Each number of a product is summed in the same order however many rows are multiplied at once, so what is read
//! together with what never changes a result.

/// Weights `rows` x `cols`, row-major, multiplied as their transpose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    data: Vec<f32>,
}

impl Weights {
    /// # Panics
    /// When the data is not `rows` x `cols` long.
    pub(crate) fn new(rows: usize, cols: usize, data: Vec<f32>) -> Weights {
        assert_eq!(rows.checked_mul(cols), Some(data.len()), "a matrix as long as its shape");
        Weights { rows, cols, data }
    }

    /// `out = a · selfᵀ`: each of the `n` rows of `a` begins `stride` numbers after the one before (rows may overlap)
    /// and has `self.cols` numbers; each of the `n` rows of `out` has `self.rows`.
    ///
    /// # Panics
    /// When `a` or `out` is too short.
    #[expect(
        unsafe_code,
        reason = "the product takes raw pointers; the assertions above it are all that it asks for"
    )]
    pub(crate) fn multiply(&self, a: &[f32], stride: usize, n: usize, out: &mut [f32]) {
        if n == 0 || self.data.is_empty() {
            return;
        }
        assert!((n - 1) * stride + self.cols <= a.len(), "rows of the left matrix outside of it");
        assert!(n * self.rows <= out.len(), "a product larger than its place");
        // SAFETY: the largest index read from `a` is (n-1)*stride + cols-1, from the weights rows*cols-1, the largest
        // written to `out` n*rows-1; the first and last are asserted above, the second by `new`. `out` is borrowed
        // exclusively, so it overlaps neither, and its own rows do not overlap.
        unsafe {
            matrixmultiply::sgemm(
                n,
                self.cols,
                self.rows,
                1.0,
                a.as_ptr(),
                stride as isize,
                1,
                self.data.as_ptr(),
                1,
                self.cols as isize,
                0.0,
                out.as_mut_ptr(),
                self.rows as isize,
                1,
            );
        }
    }
}

/// Runs `work` compiled for the widest vector instructions that pay off here. `work` should be one small loop that the
/// compiler can take apart; it multiplies and adds separately, so its results are the same on every machine.
#[inline]
#[cfg_attr(
    target_arch = "x86_64",
    expect(
        unsafe_code,
        reason = "the compiler cannot see that the machine was asked for the instructions first"
    )
)]
pub(crate) fn vectorised<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn with_avx2<R>(work: impl FnOnce() -> R) -> R {
            work()
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the machine has the instructions.
            return unsafe { with_avx2(work) };
        }
    }
    work()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_may_overlap() {
        let weights = Weights::new(1, 3, vec![1.0, 10.0, 100.0]);
        let mut out = [0.0; 3];
        weights.multiply(&[1.0, 2.0, 3.0, 4.0, 5.0], 1, 3, &mut out);
        assert_eq!(out, [321.0, 432.0, 543.0]);
    }

    #[test]
    fn a_row_alone_equals_the_row_among_others() {
        let number = |i: usize| ((i * 2654435761) % 1000) as f32 / 500.0 - 1.0;
        let weights = Weights::new(288, 288, (0..288 * 288).map(number).collect());
        let a: Vec<f32> = (0..100 * 288).map(|i| number(i + 7)).collect();
        let mut all = vec![0.0; 100 * 288];
        weights.multiply(&a, 288, 100, &mut all);
        for row in [0, 1, 37, 98, 99] {
            let mut one = vec![0.0; 288];
            weights.multiply(&a[row * 288..], 288, 1, &mut one);
            assert_eq!(one, all[row * 288..(row + 1) * 288]);
        }
    }
}
